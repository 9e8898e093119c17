"""The origin that an article cites for its news: 据路透社报道, according to The Information, 来源：…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick
from pydantic import Field

from pipeline.datafiles import Strict, packaged
from pipeline.scripts import simplify

LOOKED_AT = 4_000
"""Characters from the start of an article in which a citation in running text counts."""
WINDOW = 80
"""Characters on either side of a publisher's name in which the words of a citation stand."""


class Origin(Strict):
    """A publisher that others cite: the name it is kept under and the forms in which texts write it."""

    name: str = Field(min_length=2)
    surfaces: tuple[str, ...] = Field(min_length=1)


class OriginRules(Strict):
    """Schema of ``data/origins.yml``. In patterns ``{origin}`` stands for any surface, ``{name}`` for unknown names."""

    origins: tuple[Origin, ...]
    source_lines: tuple[str, ...]
    citations: tuple[str, ...]
    not_origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Compiled:
    names: dict[str, str]
    source_lines: tuple[re.Pattern[str], ...]
    forms: ahocorasick.Automaton
    citations: tuple[re.Pattern[str], ...]
    not_origins: re.Pattern[str]


def cited_origin(text: str, *, publisher: str | None = None) -> str | None:
    """The publisher whose news the text passes on, by its kept name; None where it cites none but its own.

    A source line (来源：…) counts before a citation in the text, and the earliest citation before later ones.
    """
    rules = _compiled()
    folded = simplify(text)
    own = _kept_name(publisher, rules) if publisher else None
    for line in [*folded[:LOOKED_AT].splitlines(), *folded[LOOKED_AT:].splitlines()[-30:]]:
        for pattern in rules.source_lines:
            match = pattern.search(line[:300])
            if match:
                name = _kept_name(match["name"], rules)
                if name and name != own and not rules.not_origins.search(match["name"]):
                    return name
    return next((name for name in _cited(folded[:LOOKED_AT], rules) if name != own), None)


@lru_cache(maxsize=4096)
def kept_name(publisher: str) -> str | None:
    """The one name under which a publisher is kept, however it is written; None where nothing of a name is left."""
    return _kept_name(publisher, _compiled())


def _cited(text: str, rules: _Compiled) -> Iterator[str]:
    """The kept names of publishers that the running text cites, in order: first each mention, then what is round it."""
    for last, form in rules.forms.iter(text.casefold()):
        first = last + 1 - len(form)
        window = text[max(0, first - WINDOW) : last + 1 + WINDOW]
        at = first - max(0, first - WINDOW)
        for pattern in rules.citations:
            if any(match.span("origin") == (at, at + len(form)) for match in pattern.finditer(window)):
                yield rules.names[form]
                break


def _kept_name(raw: str, rules: _Compiled) -> str | None:
    """The kept name of a publisher: its own where a surface is known, else the words as written."""
    words = simplify(raw).strip(" 　:：。.,，;；|丨-—()（）[]【】《》\"'“”")
    whole = rules.names.get(words.casefold())
    if whole:
        return whole
    inside = [surface for surface in rules.names if len(surface) >= 3 and words.casefold().startswith(surface)]
    if inside:
        return rules.names[max(inside, key=len)]
    ends = r"[/,;+|(]" if words.isascii() else r"[\s　/／,，、;；+＋|（(]"
    return re.split(ends, words)[0].strip() or None


@lru_cache(maxsize=1)
def _compiled() -> _Compiled:
    rules = packaged("origins.yml", OriginRules)
    names = {simplify(form).casefold(): one.name for one in rules.origins for form in (one.name, *one.surfaces)}
    forms = sorted(names, key=lambda form: (-len(form), form))
    any_form = "(?P<origin>" + "|".join(_form(form) for form in forms) + ")"
    citations = tuple(re.compile(one.replace("{origin}", any_form), re.IGNORECASE) for one in rules.citations)
    lines = tuple(re.compile(one.replace("{name}", "(?P<name>.{2,40}?)"), re.IGNORECASE) for one in rules.source_lines)
    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form, form)
    automaton.make_automaton()
    return _Compiled(names, lines, automaton, citations, re.compile("|".join(rules.not_origins), re.IGNORECASE))


def _form(form: str) -> str:
    """A surface as a pattern; Latin ones must not be part of a longer word."""
    return rf"(?<![A-Za-z]){re.escape(form)}(?![A-Za-z])" if form.isascii() else re.escape(form)
