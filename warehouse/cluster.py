"""Gathers claims into deals: one pass in an order that does not depend on how the claims arrived.

Claims are blocked by family and pair of groups. The most telling go first (amount and date, then amount,
then date, then neither; claims that name both sides before those that do not; firm ones before weak
ones), so that later ones find a deal to join. Each joins the best deal it fits, or starts one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.types import Scope
from warehouse.claims import MergeClaim
from warehouse.match import Match, Policy, amounts_agree, match

_Block = tuple[str, str | None, str | None]
_ANY_FAMILY = ""
"""Family of the blocks in which claims meet that agree on all but the kind."""


@dataclass(slots=True)
class Cluster:
    """Claims that tell of one deal; ``swapped`` are ids of those that have the parties the other way round."""

    members: list[MergeClaim] = field(default_factory=list)
    swapped: set[str] = field(default_factory=set)
    faces: dict[tuple[object, ...], MergeClaim] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)

    def add(self, claim: MergeClaim, *, swapped: bool = False) -> None:
        """Take a claim in."""
        self.members.append(claim)
        self.articles.add(claim.article_id)
        if swapped:
            self.swapped.add(claim.claim_id)
        else:
            self.faces.setdefault(_face(claim), claim)


def gather(claims: Iterable[MergeClaim], policy: Policy | None = None) -> list[Cluster]:
    """All claims in clusters, each claim in one; equal sets of claims give equal clusters."""
    policy = policy or Policy()
    ordered = sorted(claims, key=_order)
    by_article: dict[str, list[MergeClaim]] = defaultdict(list)
    for claim in ordered:
        by_article[claim.article_id].append(claim)
    return _Gathering(policy, by_article).run(ordered)


class _Gathering:
    def __init__(self, policy: Policy, by_article: dict[str, list[MergeClaim]]) -> None:
        self._policy = policy
        self._by_article = by_article
        self._clusters: list[Cluster] = []
        self._blocks: dict[_Block, dict[int, None]] = defaultdict(dict)

    def run(self, ordered: list[MergeClaim]) -> list[Cluster]:
        for claim in ordered:
            place, swapped = self._best(claim)
            if place is None:
                place = len(self._clusters)
                self._clusters.append(Cluster())
            self._clusters[place].add(claim, swapped=swapped)
            if not swapped:
                for block in _blocks(claim):
                    self._blocks[block][place] = None
        return self._clusters

    def _best(self, claim: MergeClaim) -> tuple[int | None, bool]:
        fits = [
            (rank, distance, place)
            for place in self._places(claim)
            if (found := self._fit(claim, self._clusters[place])) is not None
            for rank, distance in [found]
        ]
        if fits:
            return min(fits)[2], False
        mirrored = replace(claim, payers=claim.payees, payees=claim.payers)
        for place in self._places(mirrored) if claim.payers and claim.payees else ():
            if self._is_mirror(mirrored, self._clusters[place]):
                return place, True
        return None, False

    def _places(self, claim: MergeClaim) -> list[int]:
        return sorted({place for block in _lookups(claim) for place in self._blocks.get(block, ())})

    def _fit(self, claim: MergeClaim, cluster: Cluster) -> tuple[Match, int] | None:
        """The best match with a member, and the days between."""
        best: tuple[Match, int] | None = None
        for other in cluster.faces.values():
            how = match(claim, other, self._policy)
            if how is None or not self._allowed(claim, other, how, cluster):
                continue
            found = (how, claim.when.distance(other.when))
            best = found if best is None else min(best, found)
        return best

    def _allowed(self, claim: MergeClaim, other: MergeClaim, how: Match, cluster: Cluster) -> bool:
        """An article that states two deals between the parties tells them apart for all articles."""
        if how is Match.SAME:
            return claim.article_id not in cluster.articles or claim.kind is other.kind
        if how is Match.SILENT:
            return claim.article_id not in cluster.articles or claim.kind is other.kind
        return (
            claim.article_id not in cluster.articles
            and not self._tells_apart(claim.article_id, claim, other)
            and not any(self._tells_apart(article, other, claim) for article in cluster.articles)
        )

    def _tells_apart(self, article_id: str, own: MergeClaim, foreign: MergeClaim) -> bool:
        """True where the article also states what ``foreign`` states, beside ``own``."""
        return any(
            sibling.claim_id != own.claim_id
            and sibling.family == foreign.family
            and sibling.payer_groups == foreign.payer_groups
            and sibling.payee_groups == foreign.payee_groups
            and sibling.amount is not None
            and foreign.amount is not None
            and amounts_agree(sibling.amount, foreign.amount, sibling, self._policy)
            for sibling in self._by_article[article_id]
        )

    def _is_mirror(self, mirrored: MergeClaim, cluster: Cluster) -> bool:
        """True where the claim is the cluster's deal with its parties the other way round."""
        if mirrored.amount is None or mirrored.scope is not Scope.SINGLE or mirrored.article_id in cluster.articles:
            return False
        return any(
            other.kind is mirrored.kind
            and other.amount is not None
            and other.payer_groups == mirrored.payer_groups
            and other.payee_groups == mirrored.payee_groups
            and mirrored.when.distance(other.when) <= self._policy.window
            and amounts_agree(mirrored.amount, other.amount, mirrored, self._policy)
            for other in cluster.faces.values()
        )


def _order(claim: MergeClaim) -> tuple[object, ...]:
    whole = bool(claim.payers) and bool(claim.payees)
    return (
        not claim.firm,
        not whole,
        claim.amount is None,
        claim.days is None,
        claim.when.middle,
        claim.when.length,
        claim.known_from,
        claim.claim_id,
    )


def _face(claim: MergeClaim) -> tuple[object, ...]:
    """What a match looks at: claims with an equal face match alike."""
    return (
        claim.kind,
        claim.payer_groups,
        claim.payee_groups,
        claim.amount,
        claim.stake_pct,
        claim.status,
        claim.when,
        claim.days is None,
        claim.scope,
        claim.change,
        claim.article_id if claim.amount is None else None,
    )


def _blocks(claim: MergeClaim) -> Iterator[_Block]:
    """Blocks that a claim puts its cluster into: each pair, and each side with the other left open."""
    for payer in claim.payer_groups or (None,):
        for payee in claim.payee_groups or (None,):
            yield claim.family, payer, payee
            if payer is not None and payee is not None:
                yield claim.family, payer, None
                yield claim.family, None, payee
                yield _ANY_FAMILY, payer, payee


def _lookups(claim: MergeClaim) -> Iterator[_Block]:
    """Blocks in which a claim looks for its deal: its pairs, or its known side."""
    for payer in claim.payer_groups or (None,):
        for payee in claim.payee_groups or (None,):
            yield (_ANY_FAMILY if payer and payee else claim.family), payer, payee
