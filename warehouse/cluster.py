"""Gathers claims into deals, in an order that does not depend on how the claims arrived.

Claims are blocked by pair of groups, and within a pair by family of kinds. Those that name both sides come
first: the most telling ones lead (firm before weak; amount and date, then amount, then date, then neither),
so that later ones find a deal to join. Each joins the best deal it fits, or starts one.

Claims that name one side only come after, and change nothing of what the others made: each joins the best
deal of its known side, or else meets its like there. So what the claims of one block come to depends on
that block alone, and new claims need only their own blocks merged again.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.types import Scope
from warehouse.claims import MergeClaim
from warehouse.match import Match, Policy, amounts_agree, match
from warehouse.sieve import Sieve

Siblings = Mapping[str, Sequence[MergeClaim]]
"""Claims by article."""
_Place = tuple[str, str | None, str | None]
_ANY_FAMILY = ""
"""Family of the places in which claims meet that agree on all but the kind."""


@dataclass(slots=True)
class Cluster:
    """Claims that tell of one deal.

    ``swapped`` are ids of those that have the parties the other way round; ``faces`` holds one claim for each
    way in which members look to a match. Claims of one side that joined a deal of both are members without
    a face.
    """

    members: list[MergeClaim] = field(default_factory=list)
    swapped: set[str] = field(default_factory=set)
    faces: dict[tuple[object, ...], MergeClaim] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)

    @property
    def founder(self) -> MergeClaim:
        """The claim that started it; its id names the cluster."""
        return self.members[0]

    def add(self, claim: MergeClaim, *, swapped: bool = False) -> bool:
        """Take a claim in; True where it looks to a match like no member before."""
        self.members.append(claim)
        self.articles.add(claim.article_id)
        if swapped:
            self.swapped.add(claim.claim_id)
            return False
        known = len(self.faces)
        self.faces.setdefault(_face(claim), claim)
        return len(self.faces) > known

    def attach(self, claim: MergeClaim) -> None:
        """Take in a claim of one side, which no other claim will look at."""
        self.members.append(claim)


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well a claim fits a cluster, best first: kind of match, days between, and the founder's place in order."""

    rank: Match
    distance: int
    founder: tuple[object, ...]


def gather(claims: Iterable[MergeClaim], policy: Policy | None = None) -> list[Cluster]:
    """All claims in clusters, each claim in one; equal sets of claims give equal clusters."""
    policy = policy or Policy()
    whole: list[MergeClaim] = []
    halves: list[MergeClaim] = []
    for claim in claims:
        (whole if is_whole(claim) else halves).append(claim)
    clusters = group(whole, policy)
    offers: dict[_Place, dict[int, None]] = defaultdict(dict)
    for number, cluster in enumerate(clusters):
        for place in offers_of(cluster):
            offers[place][number] = None
    left: set[str] = set()
    for half in sorted(halves, key=order):
        near = (clusters[number] for number in sorted({n for place in wants_of(half) for n in offers.get(place, ())}))
        found = best_of(half, near, policy)
        if found is None:
            left.add(half.claim_id)
        else:
            found[1].attach(half)
    return clusters + group((one for one in halves if one.claim_id in left), policy, siblings=halves)


def group(
    claims: Iterable[MergeClaim], policy: Policy, *, siblings: Iterable[MergeClaim] | None = None
) -> list[Cluster]:
    """Clusters of claims that all name both sides, or of claims that all name one.

    ``siblings`` are the claims that may tell two deals apart for the others: by default the claims themselves.
    """
    ordered = sorted(claims, key=order)
    by_article: dict[str, list[MergeClaim]] = defaultdict(list)
    for claim in ordered if siblings is None else siblings:
        by_article[claim.article_id].append(claim)
    return _Grouping(policy, by_article).run(ordered)


def is_whole(claim: MergeClaim) -> bool:
    """True where both sides are named."""
    return bool(claim.payers) and bool(claim.payees)


def best_of(half: MergeClaim, clusters: Iterable[Cluster], policy: Policy) -> tuple[Fit, Cluster] | None:
    """The cluster of both sides that a claim of one side fits best; a firm claim looks at no weak cluster."""
    return best_face(half, ((cluster, face) for cluster in clusters for face in cluster.faces.values()), policy)


def best_face(
    half: MergeClaim, faces: Iterable[tuple[Cluster, MergeClaim]], policy: Policy
) -> tuple[Fit, Cluster] | None:
    """The same, of clusters with those of their faces that may match."""
    best: tuple[Fit, Cluster] | None = None
    for cluster, other in faces:
        if other.family != half.family or (half.firm and not cluster.founder.firm):
            continue
        if other.kind is not half.kind and half.article_id in cluster.articles:
            continue
        how = match(half, other, policy)
        if how is not None:
            fit = Fit(how, half.when.distance(other.when), order(cluster.founder))
            best = (fit, cluster) if best is None or fit < best[0] else best
    return best


def offers_of(cluster: Cluster) -> set[_Place]:
    """The sides at which claims of one side find a cluster: family, payer group, payee group; one of them None."""
    places: set[_Place] = set()
    for face in cluster.faces.values():
        places.update((face.family, payer, None) for payer in face.payer_groups)
        places.update((face.family, None, payee) for payee in face.payee_groups)
    return places


def wants_of(half: MergeClaim) -> set[_Place]:
    """The sides at which a claim of one side looks for its deal."""
    return {
        (half.family, payer, payee) for payer in half.payer_groups or (None,) for payee in half.payee_groups or (None,)
    }


@dataclass(slots=True)
class _Seats:
    """Who can be met at one place: clusters, and the numbers of their faces."""

    clusters: set[int] = field(default_factory=set)
    faces: array[int] = field(default_factory=lambda: array("q"))


class _Grouping:
    def __init__(self, policy: Policy, by_article: Siblings) -> None:
        self._policy = policy
        self._by_article = by_article
        self._clusters: list[Cluster] = []
        self._sieve = Sieve(policy)
        self._faces: list[tuple[int, MergeClaim]] = []
        self._own: list[list[int]] = []
        self._met: list[set[_Place]] = []
        self._places: dict[_Place, _Seats] = defaultdict(_Seats)

    def run(self, ordered: list[MergeClaim]) -> list[Cluster]:
        for claim in ordered:
            place, swapped = self._best(claim)
            if place is None:
                place = len(self._clusters)
                self._clusters.append(Cluster())
                self._own.append([])
                self._met.append(set())
            if self._clusters[place].add(claim, swapped=swapped):
                self._seat(claim, place)
        return self._clusters

    def _seat(self, claim: MergeClaim, place: int) -> None:
        """Let later claims meet a new face of a cluster wherever its cluster is met."""
        number = self._sieve.add(claim)
        self._faces.append((place, claim))
        self._own[place].append(number)
        for key in self._met[place]:
            self._places[key].faces.append(number)
        for key in _meeting(claim):
            seats = self._places[key]
            if place not in seats.clusters:
                seats.clusters.add(place)
                seats.faces.extend(self._own[place])
                self._met[place].add(key)

    def _best(self, claim: MergeClaim) -> tuple[int | None, bool]:
        best: tuple[Match, int, int] | None = None
        for place, other in self._near(claim):
            how = match(claim, other, self._policy)
            if how is None:
                continue
            found = (how, claim.when.distance(other.when), place)
            if (best is None or found < best) and self._allowed(claim, other, how, self._clusters[place]):
                best = found
        if best is not None:
            return best[2], False
        if claim.amount is None or claim.scope is not Scope.SINGLE or not is_whole(claim):
            return None, False
        mirrored = replace(claim, payers=claim.payees, payees=claim.payers)
        near = self._near(mirrored)
        mirror = min((place for place, other in near if self._is_mirror(mirrored, other, place)), default=None)
        return mirror, mirror is not None

    def _near(self, claim: MergeClaim) -> list[tuple[int, MergeClaim]]:
        """Clusters met where the claim meets others, with each face that may match."""
        seats = [self._places[key].faces for key in _meeting(claim) if key in self._places]
        if not seats:
            return []
        numbers = np.array(seats[0]) if len(seats) == 1 else np.unique(np.concatenate(seats))
        return [self._faces[number] for number in self._sieve.may_match(claim, numbers)]

    def _allowed(self, claim: MergeClaim, other: MergeClaim, how: Match, cluster: Cluster) -> bool:
        """An article that states two deals between the parties tells them apart for all articles."""
        if how in (Match.SAME, Match.SILENT):
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

    def _is_mirror(self, mirrored: MergeClaim, other: MergeClaim, place: int) -> bool:
        """True where the claim is the cluster's deal with its parties the other way round."""
        return (
            mirrored.amount is not None
            and mirrored.article_id not in self._clusters[place].articles
            and other.kind is mirrored.kind
            and other.scope is mirrored.scope
            and other.amount is not None
            and other.payer_groups == mirrored.payer_groups
            and other.payee_groups == mirrored.payee_groups
            and mirrored.when.distance(other.when) <= self._policy.window
            and amounts_agree(mirrored.amount, other.amount, mirrored, self._policy)
        )


def order(claim: MergeClaim) -> tuple[object, ...]:
    """The place of a claim in the order of merging."""
    return (
        not claim.firm,
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


def _meeting(claim: MergeClaim) -> Iterator[_Place]:
    """Where claims meet: those of both sides at each pair, whatever the family; those of one at their side."""
    family = _ANY_FAMILY if is_whole(claim) else claim.family
    for payer in claim.payer_groups or (None,):
        for payee in claim.payee_groups or (None,):
            yield family, payer, payee
