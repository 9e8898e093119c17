"""Copies of one story: MinHash over character shingles of the folded body, and stories as connected groups.

The folding takes away what reprints change: letter case, width, punctuation, blanks and script
(Traditional to Simplified). The headline is left out of the signature, for reprints alter it.

A story is named by its smallest article id, so the names depend on the set of articles alone,
never on the order in which they came; a story that grows or joins another may change its name,
and then its known members are named in the answer too.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from datasketch import MinHash, MinHashLSH

from pipeline.scripts import simplify
from pipeline.types import content_key

PERMUTATIONS = 128
SHINGLE = 5
"""Characters of one shingle."""
THRESHOLD = 0.5
"""Estimated Jaccard similarity from which two bodies are one story."""
LEAST_SHINGLES = 40
"""Bodies with fewer shingles are no one's copy: short notices resemble each other by form."""
MAX_CHARACTERS = 40_000

_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article as far as stories go; ``story_id`` is None until one was given."""

    article_id: str
    signature: bytes | None
    story_id: str | None = None


def fold(text: str) -> str:
    """Letters and digits only, in one width, case and script."""
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])
    return simplify(_NOT_WORDS.sub("", plain).casefold())


def body_of(text: str) -> str:
    """What follows the headline of an article text; the text itself where there is no blank line."""
    headline, gap, body = text.partition("\n\n")
    return body if gap else headline


def signature(text: str) -> bytes | None:
    """The MinHash of an article text's body, 512 bytes; None for bodies too short to be told apart."""
    folded = fold(body_of(text))
    shingles = {folded[at : at + SHINGLE].encode() for at in range(len(folded) - SHINGLE + 1)}
    if len(shingles) < LEAST_SHINGLES:
        return None
    made = _empty()
    made.update_batch(sorted(shingles))
    return np.asarray(made.hashvalues, dtype="<u4").tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """The estimated Jaccard similarity of two signatures, 0 to 1. Raises ValueError for broken signatures."""
    return float(np.mean(_values(one) == _values(other)))


def story_name(article_ids: Iterable[str]) -> str:
    """The name of the story of these articles."""
    return content_key("story", min(article_ids))


def assign_stories(known: Iterable[StoryMember], new: Iterable[StoryMember]) -> dict[str, str]:
    """Story ids by article id: for every new article, and for known ones whose story changed its name.

    Articles are one story where a chain of similar pairs links them. Known articles keep together
    as their story ids say; similarity is only looked for where a new article is one of the pair.
    """
    old = {member.article_id: member for member in known}
    fresh = {member.article_id: member for member in new if member.article_id not in old}
    members = {**old, **fresh}
    groups = _Groups(members)
    _join_known(old, groups)
    _join_similar(members, fresh, groups)
    named: dict[str, str] = {}
    for group in groups.all():
        name = story_name(group)
        named.update({one: name for one in group if members[one].story_id != name})
    return named


class _Groups:
    """Disjoint sets of article ids; the smallest id leads."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._leader = {one: one for one in ids}

    def leader(self, one: str) -> str:
        while self._leader[one] != one:
            self._leader[one] = self._leader[self._leader[one]]
            one = self._leader[one]
        return one

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.leader(one), self.leader(other)))
        self._leader[second] = first

    def all(self) -> list[list[str]]:
        sets: dict[str, list[str]] = {}
        for one in sorted(self._leader):
            sets.setdefault(self.leader(one), []).append(one)
        return list(sets.values())


def _join_known(old: dict[str, StoryMember], groups: _Groups) -> None:
    first: dict[str, str] = {}
    for one in sorted(old):
        story = old[one].story_id
        if story is not None:
            groups.join(one, first.setdefault(story, one))


def _join_similar(members: dict[str, StoryMember], fresh: dict[str, StoryMember], groups: _Groups) -> None:
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(32, 4))
    signed = {one: member.signature for one, member in sorted(members.items()) if member.signature is not None}
    for one, sign in signed.items():
        index.insert(one, _minhash(sign), check_duplication=False)
    for one in sorted(fresh.keys() & signed.keys()):
        sign = signed[one]
        for other in sorted(map(str, index.query(_minhash(sign)))):
            if other != one and similarity(sign, signed[other]) >= THRESHOLD:
                groups.join(one, other)


def _empty() -> MinHash:
    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=zlib.crc32, scheme="affine32")


def _minhash(sign: bytes) -> MinHash:
    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=zlib.crc32, scheme="affine32", hashvalues=_values(sign))


def _values(sign: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint32]]:
    if len(sign) != 4 * PERMUTATIONS:
        raise ValueError(f"a signature has {4 * PERMUTATIONS} bytes, this one {len(sign)}")
    return np.frombuffer(sign, dtype="<u4")
