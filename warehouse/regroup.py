"""Readers' word on which claims are one deal, over the clusters that the merge made by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from warehouse.cluster import Cluster
from warehouse.verdicts import Pair


def regroup(clusters: Sequence[Cluster], pairs: Iterable[Pair]) -> list[Cluster]:
    """The clusters with claims taken out that a reader set apart, then those joined that a reader joined.

    Claims that leave one cluster stay together where a reader said so. Where one pair would join what another
    keeps apart, they stay apart. Clusters without a word on them are handed back as they are, in their order.
    """
    known = {member.claim_id for cluster in clusters for member in cluster.members}
    given = sorted(pair for pair in pairs if {pair.claim_id, pair.other_id} <= known)
    if not given:
        return list(clusters)
    apart = [pair for pair in given if pair.relation == "apart"]
    together = [pair for pair in given if pair.relation == "together"]
    parts = [part for cluster in clusters for part in _split(cluster, apart, together)]
    return _joined(parts, apart, together)


def _split(cluster: Cluster, apart: Sequence[Pair], together: Sequence[Pair]) -> list[Cluster]:
    """What stays, then each lot that leaves."""
    inside = {member.claim_id for member in cluster.members}
    own = [pair for pair in apart if {pair.claim_id, pair.other_id} <= inside]
    if not own:
        return [cluster]
    bound = [pair for pair in together if {pair.claim_id, pair.other_id} <= inside]
    root = _roots(inside, bound)
    stays = {root[pair.other_id] for pair in own} - {root[pair.claim_id] for pair in own}
    leaving = sorted({root[pair.claim_id] for pair in own} - stays)
    if not inside - {one for one in inside if root[one] in leaving}:
        leaving = leaving[1:]
    lots = [[one for one in inside if root[one] == lot] for lot in leaving]
    rest = inside - {one for lot in lots for one in lot}
    return [_part(cluster, part) for part in (rest, *lots)]


def _joined(parts: Sequence[Cluster], apart: Sequence[Pair], together: Sequence[Pair]) -> list[Cluster]:
    place = {member.claim_id: number for number, part in enumerate(parts) for member in part.members}
    home = list(range(len(parts)))
    lots: dict[int, set[int]] = {number: {number} for number in home}
    foes: dict[int, set[int]] = defaultdict(set)
    for pair in apart:
        one, other = place[pair.claim_id], place[pair.other_id]
        foes[one].add(other)
        foes[other].add(one)
    for pair in together:
        one, other = sorted((home[place[pair.claim_id]], home[place[pair.other_id]]))
        if one == other or any(foes[number] & lots[other] for number in lots[one]):
            continue
        lots[one] |= lots.pop(other)
        for number in lots[one]:
            home[number] = one
    return [
        parts[number] if lots[number] == {number} else _union([parts[one] for one in sorted(lots[number])])
        for number in sorted(lots)
    ]


def _part(cluster: Cluster, claim_ids: Iterable[str]) -> Cluster:
    wanted = set(claim_ids)
    part = Cluster()
    for member in cluster.members:
        if member.claim_id in wanted:
            part.add(member, swapped=member.claim_id in cluster.swapped and len(wanted) > 1)
    return part


def _union(parts: Sequence[Cluster]) -> Cluster:
    whole = Cluster()
    for part in parts:
        for member in part.members:
            whole.add(member, swapped=member.claim_id in part.swapped)
    return whole


def _roots(claim_ids: Iterable[str], pairs: Sequence[Pair]) -> dict[str, str]:
    """For each claim the smallest id that it is bound to."""
    root = {one: one for one in claim_ids}
    changed = True
    while changed:
        changed = False
        for pair in pairs:
            low = min(root[pair.claim_id], root[pair.other_id])
            for one in (pair.claim_id, pair.other_id):
                changed |= root[one] != low
                root[one] = low
    return root
