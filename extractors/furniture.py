"""Lines that are not the article: lists of other headlines, "read more", captions and credits.

Content extraction leaves some of them; a headline of another article must not become a claim of this one.
"""

from __future__ import annotations

import re

from extractors.reading import Sentence

_LEAD = re.compile(
    r"^(?:read more|read also|read:|related|see also|more from|more:|more on|also read|watch:?$|watch now|recommended|most read|editor'?s picks?|相关阅读|延伸阅读|相关报道|相关文章|推荐阅读|往期|更多阅读|阅读更多|热门文章|猜你喜欢)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-*•·▪◦>#]|\d{1,2}[.、)]\s)\s*\S")
_CREDIT = re.compile(
    r"^(?:图片来源|圖片來源|图源|photo(?:graph)?[:：]|image credits?[:：]|credit[:：]|getty images|source[:：]|来源[:：])",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?。！？…”\"'’)）]\s*$")


def furniture(sentences: list[Sentence]) -> set[int]:
    """Indexes of the sentences that are no part of the article."""
    out: set[int] = set()
    in_list = False
    for sentence in sentences:
        text = sentence.text.strip()
        if sentence.index == 0:
            continue
        if _CREDIT.match(text):
            out.add(sentence.index)
        elif _LEAD.match(text) and not _CLOSED.search(text) and len(text) < 160:
            out.add(sentence.index)
            in_list = True
        elif in_list and (_BULLET.match(text) or (len(text) < 120 and not _CLOSED.search(text))):
            out.add(sentence.index)
        else:
            in_list = False
    return out
