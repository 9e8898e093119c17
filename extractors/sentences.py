"""Cutting a text into sentences without touching it: offsets in, offsets out.

A blank line always ends a sentence. A single line break ends one too, unless the line before
runs on (long and without closing punctuation), as in text wrapped at a fixed width.
"""

from __future__ import annotations

import re

from pipeline.types import Span

_BLANK = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "vs",
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "plc",
        "no",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "u.s",
        "u.k",
        "e.g",
        "i.e",
        "approx",
        "est",
        "fig",
        "gen",
        "sen",
        "rep",
        "gov",
        "prof",
        "jr",
        "sr",
        "bros",
    ]
)
_EN_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9$€£\u4e00-\u9fff])|[!?][\"'”’)]*(?=\s)")
_ZH_END = re.compile(r"[。！？!?][”’」』）)\"]*|[;；](?=\s*\S)")
_WRAPPED = 28
_LONGEST = 1200


def split_sentences(text: str, language: str) -> tuple[Span, ...]:
    """Spans of the sentences in order, trimmed of white space; none is empty or over 1,200 characters."""
    spans: list[Span] = []
    for start, end in _lines(text, language):
        pattern = _ZH_END if language == "zh" else _EN_END
        begin = start
        for match in pattern.finditer(text, start, end):
            if language != "zh" and _is_abbreviation(text, begin, match.start()):
                continue
            _add(spans, text, begin, match.end())
            begin = match.end()
        _add(spans, text, begin, end)
    return tuple(spans)


def _is_abbreviation(text: str, begin: int, dot: int) -> bool:
    if text[dot] != ".":
        return False
    word = text[max(begin, dot - 12) : dot].split()[-1:] or [""]
    token = word[0].strip("(\"'“‘").casefold()
    if token == "u.s" or token == "u.k":
        return not re.match(r"\.[\"”’)]*\s+(?:The|But|In|It|A|An|On|And|This|That|He|She|They)\b", text[dot : dot + 12])
    return token in _ABBREVIATIONS or (len(token) == 1 and token.isalpha() and word[0].isupper())


def _lines(text: str, language: str) -> list[tuple[int, int]]:
    """Runs of text between paragraph breaks; a wrapped line is joined with the next."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for blank in _BLANK.finditer(text):
        runs.extend(_rows(text, begin, blank.start(), language))
        begin = blank.end()
    runs.extend(_rows(text, begin, len(text), language))
    return runs


def _rows(text: str, begin: int, end: int, language: str) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    start = begin
    for match in re.compile(r"\n").finditer(text, begin, end):
        line = text[start : match.start()].strip()
        following = text[match.end() : min(end, match.end() + 1)]
        wrapped = (
            len(line) >= (_WRAPPED if language == "zh" else 60)
            and line[-1] not in "。！？!?；;：:.”」』)）\"'’"
            and following not in ("", "\t", " ", "\u3000", "-", "*", "•", "#", ">")
        )
        if not wrapped:
            rows.append((start, match.start()))
            start = match.end()
    rows.append((start, end))
    return rows


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start, start + _LONGEST) for mark in ("，", ",", "、", " ")) + 1
        cut = cut if cut > start else start + _LONGEST
        spans.append(Span(start, cut))
        start = cut
    if end > start:
        spans.append(Span(start, end))
