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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from datasketch import MinHash

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
BANDS = 32
"""Parts of a signature; two bodies are compared where a part of theirs is equal."""

_PAIRS_AT_ONCE = 50_000
_SIEVE_BITS = 24
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that spreads bits over the whole word (2^64 by the golden ratio)."""

Signatures = np.ndarray[tuple[int, ...], np.dtype[np.uint32]]
Keys = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

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
    as their story ids say; similarity is only looked for where a new article is one of the pair. Of the known
    only those that ``BandIndex`` finds near a new one are needed, with all members of their stories.
    """
    old = {member.article_id: member for member in known}
    members = {**{member.article_id: member for member in new}, **old}
    ids = sorted(members)
    place = {one: number for number, one in enumerate(ids)}
    fresh = np.array([one not in old for one in ids], dtype=bool)
    groups = _Groups(len(ids))
    first: dict[str, int] = {}
    for one in ids:
        story = members[one].story_id
        if one in old and story is not None:
            groups.join(place[one], first.setdefault(story, place[one]))
    _join_similar([members[one].signature for one in ids], fresh, groups)
    named: dict[str, str] = {}
    for number, one in enumerate(ids):
        name = story_name((ids[groups.leader(number)],))
        if members[one].story_id != name:
            named[one] = name
    return named


class BandIndex:
    """Tells which of many known signatures may be similar to one of a few new ones, many at a time."""

    def __init__(self, signatures: Iterable[bytes | None]) -> None:
        """``signatures`` are those of the new articles. Raises ValueError for broken ones."""
        self._keys = np.unique(_band_keys(_matrix([sign for sign in signatures if sign is not None])))
        self._seen = np.zeros(1 << _SIEVE_BITS, dtype=bool)
        self._seen[self._keys >> np.uint64(64 - _SIEVE_BITS)] = True

    def near(self, signatures: Sequence[bytes]) -> Bools:
        """For each signature whether it shares a band with a new one."""
        keys = _band_keys(_matrix(signatures))
        rows, columns = np.nonzero(self._seen[keys >> np.uint64(64 - _SIEVE_BITS)])
        sifted = keys[rows, columns]
        places = np.searchsorted(self._keys, sifted).clip(max=max(len(self._keys) - 1, 0))
        found = np.zeros(len(signatures), dtype=bool)
        if len(self._keys):
            found[rows[self._keys[places] == sifted]] = True
        return found


class _Groups:
    """Disjoint sets of numbers; the smallest leads."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))

    def leader(self, one: int) -> int:
        while self._leader[one] != one:
            self._leader[one] = self._leader[self._leader[one]]
            one = self._leader[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.leader(one), self.leader(other)))
        self._leader[second] = first

    def leaders(self) -> Numbers:
        return np.array([self.leader(one) for one in range(len(self._leader))], dtype=np.int64)


def _join_similar(signatures: Sequence[bytes | None], fresh: Bools, groups: _Groups) -> None:
    """Join all similar pairs with a new article in them.

    Pairs are candidates where they share a band. Neighbours in a band are looked at first, all at once; then
    only bands whose articles are not yet one story need a look at every pair.
    """
    signed = np.array([number for number, sign in enumerate(signatures) if sign is not None], dtype=np.int64)
    matrix = _matrix([sign for sign in signatures if sign is not None])
    keys = _band_keys(matrix).ravel()
    order = np.argsort(keys, kind="stable")
    keys, holders = keys[order], np.repeat(np.arange(len(signed)), BANDS)[order]
    same = keys[1:] == keys[:-1]
    new = fresh[signed]
    left, right = holders[:-1][same], holders[1:][same]
    wanted = (new[left] | new[right]) & (left != right)
    pairs = np.unique(np.stack([left[wanted], right[wanted]], axis=1), axis=0)
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        one, other = pairs[start : start + _PAIRS_AT_ONCE].T
        alike = np.mean(matrix[one] == matrix[other], axis=1) >= THRESHOLD
        for first, second in zip(signed[one[alike]].tolist(), signed[other[alike]].tolist(), strict=True):
            groups.join(first, second)
    if not len(keys):
        return
    starts = np.concatenate([[0], np.nonzero(~same)[0] + 1])
    leaders = groups.leaders()[signed][holders]
    torn = np.minimum.reduceat(leaders, starts) != np.maximum.reduceat(leaders, starts)
    ends = np.concatenate([starts[1:], [len(keys)]])
    for start, end in zip(starts[torn].tolist(), ends[torn].tolist(), strict=True):
        _join_band(np.unique(holders[start:end]), matrix, signed, new, groups)


def _join_band(holders: Numbers, matrix: Signatures, signed: Numbers, new: Bools, groups: _Groups) -> None:
    """Look at every pair of one band that is not in one story yet."""
    for number, one in enumerate(holders.tolist()):
        others = holders[number + 1 :]
        others = others[new[others]] if not new[one] else others
        leader = groups.leader(int(signed[one]))
        others = others[[groups.leader(int(signed[other])) != leader for other in others.tolist()]]
        if len(others):
            alike = np.mean(matrix[others] == matrix[one], axis=1) >= THRESHOLD
            for other in others[alike].tolist():
                groups.join(int(signed[one]), int(signed[other]))


def _matrix(signatures: Sequence[bytes]) -> Signatures:
    """Signatures as rows. Raises ValueError for broken ones."""
    if not signatures:
        return np.empty((0, PERMUTATIONS), dtype="<u4")
    broken = next((sign for sign in signatures if len(sign) != 4 * PERMUTATIONS), None)
    if broken is not None:
        raise ValueError(f"a signature has {4 * PERMUTATIONS} bytes, this one {len(broken)}")
    return np.frombuffer(b"".join(signatures), dtype="<u4").reshape(-1, PERMUTATIONS)


def _band_keys(matrix: Signatures) -> Keys:
    """One number for each band of each signature; bands of two signatures are equal where their numbers are."""
    rows = matrix.reshape(-1, BANDS, PERMUTATIONS // BANDS).astype(np.uint64)
    keys: Keys = np.arange(1, BANDS + 1, dtype=np.uint64) * _MIX + np.zeros(rows.shape[:2], dtype=np.uint64)
    for row in range(rows.shape[2]):
        keys = (keys ^ rows[:, :, row]) * _MIX
        keys ^= keys >> np.uint64(29)
    return keys * _MIX


def _empty() -> MinHash:
    return _blank().copy()


@lru_cache(maxsize=1)
def _blank() -> MinHash:
    """A MinHash of nothing; its permutations are costly to make, and the same for all."""
    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=zlib.crc32, scheme="affine32")


def _values(sign: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint32]]:
    if len(sign) != 4 * PERMUTATIONS:
        raise ValueError(f"a signature has {4 * PERMUTATIONS} bytes, this one {len(sign)}")
    return np.frombuffer(sign, dtype="<u4")
