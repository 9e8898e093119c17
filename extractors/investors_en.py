"""Who put money into a round, read from a sentence that only lists them.

"Other investors in the round include A, B and C", "D and E also participated".
"""

from __future__ import annotations

import re

from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence

_FAR = 80
_FROM = re.compile(r"(?:\s+\w+){0,3}\s+(?:from|by)(?:\s+[a-z]+){0,5}\s+")
_LIST = re.compile(
    r"\b(?:rounds?|raise|financing|funding|investors?|backers?|participants?|others?|investment|shareholders)\b[^.;]{0,70}?"
    r"\b(?:include[sd]?|including|led by|came from|comes from|joined by|joining|featured|featuring|counts?|are|were)\b"
    r"|\b(?:participation|participations|backing|support|contributions?) (?:\w+ ){0,2}(?:from|by|of)\b"
    r"|\b(?:led|co-led|backed|joined|supported|anchored) by\b|\bas did\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:(?:also )?(?:joined|participated|took part|chipped in|co-invested|followed on|co-led|led)\b(?: in)?(?: (?:the|this|its) (?:\w+ ){0,2}(?:round|raise|financing|funding|investment|deal))?"
    r"|also (?:invested|contributed|backed|put money)|(?:are|were) (?:also )?(?:among )?(?:the )?(?:other )?(?:investors|backers|participants))",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.;]\s|\b(?:said|says|told|announced|according|bringing|valuing|which|that|whose|to (?:help|build|fund|expand)|at an? |, the)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior|existing backers|last year|in 20\d\d|its seed|to date)\b", re.IGNORECASE
)
_EMPLOYER = re.compile(
    r"(?:angels?(?: investors)?|executives?|alumni|operators|leaders|employees|founders|researchers|engineers|people|individuals|veterans) (?:at|from|of) [^.;]*$",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"['’]s\b|[-\s]+(?:co-?founders?|founders?|ceo|chief|cto|executives?|alum\w*|president|chairman|partners? [A-Z]|professor)\b",
    re.IGNORECASE,
)


def listed_investors(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a sentence that its list of investors names."""
    text, base = sentence.text, sentence.span.start
    if _PAST.search(text):
        return []
    spans: list[tuple[int, int]] = []
    for match in _LIST.finditer(text):
        stop = _STOP.search(text, match.end())
        spans.append((match.end(), stop.start() if stop else len(text)))
    joined = _JOINED.search(text)
    if joined:
        spans.append((max(text.rfind(";", 0, joined.start()), 0), joined.start()))
    found: list[Mention] = []
    for mention in mentions:
        start, end = mention.span.start - base, mention.span.end - base
        inside = any(low <= start and end <= high for low, high in spans)
        if inside and _may_invest(reading, mention, text, start, end):
            found.append(mention)
    return found


def gives_other_sum(reading: Reading, anchor: Anchor, mention: Mention) -> bool:
    """True for the giver of another sum of the sentence: "$1B, with $200M from X"."""
    return any(
        other.money is not None
        and other is not anchor
        and other.sentence == mention.sentence
        and 0 < mention.span.start - other.span.end < _FAR
        and _FROM.fullmatch(reading.text[other.span.end : mention.span.start]) is not None
        for other in reading.anchors
        if other.sentence == anchor.sentence and other.span.start > anchor.span.start
    )


def _may_invest(reading: Reading, mention: Mention, text: str, start: int, end: int) -> bool:
    if mention.anaphor or reading.entities[mention.entity].type in (MentionType.MEDIA, MentionType.PLACE):
        return False
    if text.rfind("(", 0, start) > text.rfind(")", 0, start):
        return False
    return not _BELONGS.match(text, end) and not _EMPLOYER.search(text[:start])
