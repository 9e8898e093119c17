"""Writes a page whole: style, program and data inside it, and a policy that lets nothing else in.

The policy names the hashes of the one style and the one program, so nothing that was scraped can run or load,
even where an escape were missed. The data stand in a block that no browser executes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.errors import RoundtripError
from pipeline.report.clean import clean
from pipeline.report.gather import gather, page_data
from pipeline.report.words import LANGUAGES, load_words
from pipeline.types import Kind

WEB = Path(__file__).parent / "web"
SCRIPTS = (
    "core",
    "format",
    "model",
    "filters",
    "evidence",
    "circle",
    "cycles",
    "timeline",
    "ledger",
    "sections",
    "main",
)
"""In the order in which they stand in the page."""
Sections = tuple[tuple[str, str, str | None], ...]
REPORT: Sections = (
    ("headline", "nav_headline", None),
    ("round-trips", "nav_pairs", "pairs_about"),
    ("circle", "nav_circle", "circle_about"),
    ("timeline", "nav_timeline", "timeline_about"),
    ("ledger", "nav_ledger", None),
    ("measures", "nav_measures", "measures_about"),
    ("conflicts", "nav_conflicts", "conflicts_about"),
    ("aside", "nav_aside", None),
    ("method", "nav_method", None),
)
"""Anchor, title and introduction of each part of the report."""
PARTY: Sections = tuple(
    part for part in REPORT if part[0] in ("round-trips", "circle", "timeline", "ledger", "conflicts")
)
DEAL: Sections = (("deal", "nav_deal", None),)
_NOTHING: Mapping[str, Any] = {
    **{
        name: {"columns": [], "rows": []}
        for name in ("deals", "flows", "history", "conflicts", "round_trips", "cycles")
    },
    "headline": [],
    "rejections": [],
    "sentences": {},
    "parties": {},
    "measures": [],
}


class ReportError(RoundtripError):
    """A report that cannot be written; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Page:
    """The markup of a page, and its policy for a server to send as a header too."""

    html: str
    policy: str


def write_report(snapshot: Path, out: Path, *, language: str = "en") -> dict[str, int]:
    """Write the report of a snapshot to a file, which appears whole or not at all; returns what it holds.

    Raises ReportError for an unknown language or a path that cannot be written, and what ``Ledger.open`` raises.
    """
    if language not in LANGUAGES:
        raise ReportError(f"unknown language {language!r}: take one of {', '.join(LANGUAGES)}")
    if os.path.isdir(out):
        raise ReportError(f"{out} is a folder: name a file such as report.html")
    data = page_data(gather(snapshot))
    page = render("report", data, sections=REPORT, language=language)
    temporary = out.with_name(f".{out.name[:80]}.{os.getpid()}.tmp")
    try:
        temporary.write_text(page.html, "utf-8")
        os.replace(temporary, out)
    except OSError as error:
        raise ReportError(
            f"{out}: cannot be written ({error.strerror}); name a file in a folder that is there"
        ) from error
    finally:
        if os.path.lexists(temporary):
            temporary.unlink()
    return {"deals": len(data["deals"]["rows"]), "bytes": len(page.html.encode())}


def render(
    kind: str,
    data: Mapping[str, Any] | None,
    *,
    sections: Sections = (),
    language: str = "en",
    live: bool = False,
    **values: Any,
) -> Page:
    """A page of a kind with its data; ``live`` adds links between the server's pages, ``values`` go to the template."""
    words = load_words()
    style, program = _assets()
    shown: dict[str, Any] = {
        **(_NOTHING if data is None else data),
        "page": kind,
        "live": live,
        "language": language,
        "words": {name: text.model_dump() for name, text in words.words.items()},
        "method": [text.model_dump() for text in words.method],
        "currencies": words.currencies,
        "kinds": [str(kind) for kind in Kind],
        **{name: values.pop(name) for name in ("party", "deal") if name in values},
    }
    policy = _policy(style, program, asks=kind == "sql")

    def word(name: str) -> str:
        return str(getattr(words.words[name], language))

    html = (
        _environment()
        .get_template("page.html")
        .render(
            kind=kind,
            data=data is not None,
            sections=sections,
            language=language,
            live=live,
            word=word,
            policy=policy,
            style=Markup(style),
            program=Markup(program),
            data_block=Markup(json_block(shown)),
            **values,
        )
    )
    return Page(html, f"{policy}; frame-ancestors 'none'")


def json_block(value: object) -> str:
    r"""JSON that may stand inside a script element: nothing in it can end the element or start a comment.

    >>> json_block({"a": "</script><!--"})
    '{"a":"\\u003c/script\\u003e\\u003c!--"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, escape)
    return text


def said(name: str) -> Markup:
    """Both languages of a text that must be there before the program runs."""
    text = load_words().words[name]
    return Markup('<span data-t="{}">{}</span>').format(name, text.en)


def shown_cell(value: object, longest: int = 2000) -> str:
    """A value of any type as a cell of a table shows it, cut to a length.

    >>> shown_cell(None), shown_cell(True), shown_cell([1, "a"])
    ('–', 'true', '1, a')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        value = value.hex()
    if isinstance(value, list | tuple):
        return ", ".join(shown_cell(item) for item in value[:200])[:longest]
    text = clean(str(value)[: longest + 1])
    return text if len(text) <= longest else f"{text[:longest]}…"


@cache
def _assets() -> tuple[str, str]:
    """The style and the program of every page."""
    style = (WEB / "style.css").read_text("utf-8")
    program = "\n".join((WEB / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    program = f'(() => {{\n"use strict";\n{program}}})();\n'
    assert "</script" not in program.lower()
    assert "<!--" not in program
    assert "</style" not in style.lower()
    return style, program


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined)
    environment.globals["said"] = said
    return environment


def _policy(style: str, program: str, *, asks: bool) -> str:
    """Only this style and this program; no address at all, but that of the question box on its page."""
    target = "'self'" if asks else "'none'"
    return (
        f"default-src 'none'; script-src {_hash(program)}; style-src {_hash(style)}; base-uri 'none'; "
        f"form-action {target}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
