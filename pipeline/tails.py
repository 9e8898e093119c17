"""What is round the article and not of it: adverts, related links, disclaimers, editor lines, repost tails.

The rules are data (``data/tails.yml``) with a version. Nothing is cut in silence: each cut is
kept with the name of its rule. ``cut`` works line by line, from the outside in, and stops at
the first line that no rule knows, except for rules that may stand anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field, field_validator

from pipeline.datafiles import Strict, packaged
from pipeline.types import Span

MAX_LINE = 2_000
"""Longer lines are paragraphs; no rule for whole lines looks at them."""

Where = Literal["head", "tail", "anywhere"]
Cuts = Literal["line", "rest", "span"]


class TailRule(Strict):
    """One rule. ``where`` says at which edge it holds, ``cuts`` what goes: the line, all from it on, or the match.

    ``not_before`` is for rules that cut the rest: the share of the text from which on they may.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{2,40}$")
    where: Where
    cuts: Cuts = "line"
    pattern: str
    not_before: float = Field(default=0.4, ge=0, le=1)

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return value


class HeadlineRuns(Strict):
    """Rows of headlines at the end, as lists of further articles leave them: short lines that end no sentence."""

    least_run: int = Field(ge=2)
    longest_line: int = Field(ge=10)
    sentence_marks: str
    bullets: tuple[str, ...]


class MenuRuns(Strict):
    """Menus at the start: rows of words and labels, far shorter than any sentence."""

    least_run: int = Field(ge=2)
    longest_line: int = Field(ge=2)
    sentence_marks: str


class TailRules(Strict):
    """Schema of ``data/tails.yml``."""

    version: int = Field(ge=1)
    headline_runs: HeadlineRuns
    menu_runs: MenuRuns
    rules: tuple[TailRule, ...]

    @field_validator("rules")
    @classmethod
    def _distinct(cls, value: tuple[TailRule, ...]) -> tuple[TailRule, ...]:
        names = [rule.name for rule in value]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"two rules of one name: {', '.join(doubled)}")
        return value


@dataclass(frozen=True, slots=True)
class Cut:
    """One piece that is not of the article: the rule that knew it and where it stands in the given text."""

    rule: str
    span: Span


def rules_version() -> int:
    """The version of the rules, kept with what they cut."""
    return packaged("tails.yml", TailRules).version


def cut(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text without its tails, and each cut as (``rule@version``, text) in the order of the text."""
    cuts = find_tails(text)
    kept: list[str] = []
    removed: list[tuple[str, str]] = []
    at = 0
    for one in cuts:
        kept.append(text[at : one.span.start])
        removed.append((f"{one.rule}@{rules_version()}", one.span.of(text).strip()))
        at = one.span.end
    kept.append(text[at:])
    return "".join(kept).strip(), tuple(removed)


def find_tails(text: str) -> tuple[Cut, ...]:
    """All pieces that the rules know, in order, none overlapping; for a text that must not be changed."""
    lines = _lines(text)
    gone: dict[int, str] = {}
    _cut_anywhere(lines, gone)
    _cut_rest(text, lines, gone)
    _peel_head(lines, gone)
    _peel_tail(lines, gone)
    return _joined(lines, gone, text)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its line break; ``words`` is it without blanks round it, ``indent`` the blanks before."""

    span: Span
    words: str
    indent: int


_Rule = tuple[str, Callable[[str], re.Match[str] | None]]


@cache
def _compiled(where: Where, cuts: Cuts) -> tuple[_Rule, ...]:
    """(name, matcher) of the rules of one kind; rules for lines must match the whole line."""
    chosen = [rule for rule in packaged("tails.yml", TailRules).rules if (rule.where, rule.cuts) == (where, cuts)]
    compiled = [(rule.name, re.compile(rule.pattern, re.IGNORECASE)) for rule in chosen]
    return tuple((name, one.search if cuts == "span" else one.fullmatch) for name, one in compiled)


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for raw in text.splitlines(keepends=True):
        lines.append(_Line(Span(at, at + len(raw)), raw.strip(), len(raw) - len(raw.lstrip())))
        at += len(raw)
    return lines


def _rule_of(words: str, where: Where, cuts: Cuts) -> str | None:
    """The first rule of a kind that knows the line."""
    if not words or len(words) > MAX_LINE:
        return None
    return next((name for name, matches in _compiled(where, cuts) if matches(words)), None)


def _cut_anywhere(lines: list[_Line], gone: dict[int, str]) -> None:
    for number, line in enumerate(lines):
        name = _rule_of(line.words, "anywhere", "line")
        if name:
            gone[number] = name


def _cut_rest(text: str, lines: list[_Line], gone: dict[int, str]) -> None:
    """Everything from a marker on, where it stands late enough; an earlier one takes its headlines with it only."""
    earliest = {rule.name: rule.not_before * len(text) for rule in packaged("tails.yml", TailRules).rules}
    for number, line in enumerate(lines):
        name = _rule_of(line.words, "tail", "rest")
        if name is None or number in gone:
            continue
        late = line.span.start >= earliest[name]
        after = number + 1
        while after < len(lines) and (late or not _is_paragraph(lines[after].words)):
            after += 1
        for one in range(number, after):
            gone.setdefault(one, name)


def _peel_head(lines: list[_Line], gone: dict[int, str]) -> None:
    """Line by line from the start, once a menu that stands before the article is gone."""
    for number in _menu_run(lines, gone):
        gone[number] = "menu_run"
    for number, line in enumerate(lines):
        if not line.words or number in gone:
            continue
        name = _rule_of(line.words, "head", "line")
        if name is None:
            return
        gone[number] = name


def _peel_tail(lines: list[_Line], gone: dict[int, str]) -> None:
    """Line by line from the end; a row of headlines goes as one."""
    number = len(lines) - 1
    while number >= 0:
        line = lines[number]
        if not line.words or number in gone:
            number -= 1
            continue
        name = _rule_of(line.words, "tail", "line")
        run = _headline_run(lines, number, gone) if name is None else [number]
        if not run:
            return
        for one in run:
            gone[one] = name or "headline_run"
        number = run[-1] - 1


def _headline_run(lines: list[_Line], last: int, gone: dict[int, str]) -> list[int]:
    """The line numbers of a row of headlines that ends at ``last``, from the end.

    Empty where the row is too short, or where the line before announces it with a colon: that is a list of the article.
    """
    rules = packaged("tails.yml", TailRules).headline_runs
    run: list[int] = []
    number = last
    for number in range(last, 0, -1):
        words = lines[number].words
        if not words or number in gone:
            continue
        if not _is_headline(words, rules):
            break
        run.append(number)
    announced = lines[number].words.endswith((":", "："))
    return run if len(run) >= rules.least_run and not announced else []


def _menu_run(lines: list[_Line], gone: dict[int, str]) -> list[int]:
    """The line numbers of a menu at the start: a row of very short lines that end no sentence."""
    rules = packaged("tails.yml", TailRules).menu_runs
    run: list[int] = []
    for number, line in enumerate(lines):
        if not line.words or number in gone:
            continue
        if len(line.words) > rules.longest_line or line.words.endswith(tuple(rules.sentence_marks)):
            break
        run.append(number)
    there = sum(bool(line.words) for line in lines)
    return run if rules.least_run <= len(run) < there else []


def _is_headline(words: str, rules: HeadlineRuns) -> bool:
    bare = words
    for bullet in rules.bullets:
        bare = bare.removeprefix(bullet)
    return len(bare) <= rules.longest_line and not bare.rstrip("\"'”’」』）)").endswith(tuple(rules.sentence_marks))


def _is_paragraph(words: str) -> bool:
    """A line of running text: long, or ending as a sentence does and too long for a headline in its script."""
    rules = packaged("tails.yml", TailRules).headline_runs
    least = rules.longest_line if words.isascii() else rules.longest_line // 2
    ends = words.rstrip("\"'”’」』）)").endswith(tuple(rules.sentence_marks))
    return len(words) > 2 * rules.longest_line or (ends and len(words) > least)


def _joined(lines: list[_Line], gone: dict[int, str], text: str) -> tuple[Cut, ...]:
    """Neighbouring lines under one rule as one cut, and the matches of span rules inside the kept lines."""
    cuts: list[Cut] = []
    for number, line in enumerate(lines):
        name = gone.get(number)
        if name is None:
            cuts.extend(_spans_in(line))
        elif cuts and cuts[-1].rule == name and not text[cuts[-1].span.end : line.span.start].strip():
            cuts[-1] = Cut(name, Span(cuts[-1].span.start, line.span.end))
        else:
            cuts.append(Cut(name, line.span))
    return tuple(cuts)


def _spans_in(line: _Line) -> list[Cut]:
    """Matches of span rules in one kept line, leftmost first, none overlapping."""
    if not line.words or len(line.words) > 10 * MAX_LINE:
        return []
    found: list[Cut] = []
    for name, search in _compiled("anywhere", "span"):
        match = search(line.words)
        if match and match.group().strip():
            start = line.span.start + line.indent + match.start()
            found.append(Cut(name, Span(start, start + len(match.group()))))
    found.sort(key=lambda one: (one.span.start, -one.span.end))
    kept: list[Cut] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept
