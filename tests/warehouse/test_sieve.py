"""The sieve before the exact rules lets every match through, and is worth its while."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.claims import Amount, MergeClaim
from warehouse.cluster import Cluster, best_face, best_of
from warehouse.dates import DayRange, parse_date
from warehouse.intervals import Interval
from warehouse.match import Policy, match
from warehouse.resolve import Resolved
from warehouse.sieve import Sieve

FACTORS = ("1", "1.04", "0.951", "1.5", "1.49", "3", "2.999", "10", "9.81", "10.19", "100", "98.1", "0", "7")
SIDES = ((Resolved("a", "a"),), (Resolved("b", "b"),), (Resolved("a", "a"), Resolved("c", "c")), ())


def _amount(dice: random.Random) -> Amount | None:
    figure = Decimal("2e9") * Decimal(dice.choice(FACTORS))
    qualifier = dice.choice((None, *Qualifier, Qualifier.EXACT))
    if qualifier is None:
        return None
    low = None if qualifier is Qualifier.UP_TO else figure
    high = None if qualifier is Qualifier.AT_LEAST else figure * (3 if qualifier is Qualifier.RANGE else 1)
    return Amount(Interval(low, high), dice.choice(("USD", "USD", "USD", "EUR", "XYZ")), qualifier)


def _claim(dice: random.Random, number: int) -> MergeClaim:
    told = dice.choice((None, "2024", "2025-01", *(f"2025-{month:02}-10" for month in range(1, 13)), "2023-02-01"))
    days: DayRange | None = parse_date(told)
    return MergeClaim(
        claim_id=f"{number:05}",
        article_id=f"article {dice.randrange(400)}",
        kind=dice.choice((Kind.EQUITY, Kind.EQUITY, Kind.DEBT, Kind.FINANCING, Kind.COMMITMENT)),
        payers=dice.choice(SIDES[:3]),
        payees=dice.choice(SIDES),
        amount=_amount(dice),
        stake_pct=dice.choice((None, None, Decimal(10), Decimal(20))),
        term_years=None,
        term_start=None,
        term_end=None,
        status=dice.choice(tuple(Status)),
        date_text=told,
        days=days,
        known_from=datetime(2025, 1, 1) + timedelta(days=dice.randrange(-400, 400)),
        scope=dice.choice((Scope.SINGLE,) * 5 + (Scope.CUMULATIVE,)),
        change=None,
        exclusive=False,
        collateral=None,
        confidence=0.9,
        firm=dice.random() < 0.9,
    )


@pytest.mark.parametrize(
    ("policy", "share"),
    [
        (Policy(), 0.85),
        (Policy(window=400, conflict_window=500, tolerance=Decimal("0.4"), cancel_window=10), 0.9),
    ],
)
def test_no_match_is_lost(policy: Policy, share: float) -> None:
    dice = random.Random(5)
    claims = [_claim(dice, number) for number in range(300)]
    sieve = Sieve(policy)
    numbers = np.array([sieve.add(claim) for claim in claims])
    passed = matched = 0
    for claim in claims:
        may = set(sieve.may_match(claim, numbers))
        does = {number for number, other in enumerate(claims) if match(claim, other, policy) is not None}
        assert does <= may
        passed += len(may)
        matched += len(does)
    assert matched > 1_000
    assert passed < share * len(claims) ** 2


def test_distant_deals_of_one_pair_are_held_back() -> None:
    dice = random.Random(6)
    plain = _claim(dice, 0)
    sieve = Sieve(Policy())
    faces = []
    for number in range(200):
        figure = Decimal(10) ** (number % 9) * 7
        on = date(2018, 1, 1) + timedelta(days=13 * number)
        values = {name: getattr(plain, name) for name in plain.__match_args__}
        values |= {
            "kind": Kind.EQUITY,
            "amount": Amount(Interval(figure, figure), "USD", Qualifier.EXACT),
            "scope": Scope.SINGLE,
            "status": Status.ANNOUNCED,
            "stake_pct": None,
            "days": DayRange(on, on),
        }
        faces.append(MergeClaim(**values))
    numbers = np.array([sieve.add(face) for face in faces])
    assert max(len(sieve.may_match(face, numbers)) for face in faces) < 30


def test_faces_that_passed_choose_like_all_of_them() -> None:
    dice = random.Random(7)
    policy = Policy()
    clusters, sieve, faces = [], Sieve(policy), []
    for number in range(60):
        cluster = Cluster()
        for part in range(dice.randrange(1, 5)):
            cluster.add(_claim(dice, 10 * number + part))
        clusters.append(cluster)
        for face in cluster.faces.values():
            sieve.add(face)
            faces.append((cluster, face))
    numbers = np.arange(len(faces))
    found = 0
    for number in range(300):
        half = _claim(dice, 9000 + number)
        chosen = best_face(half, (faces[one] for one in sieve.may_match(half, numbers)), policy)
        expected = best_of(half, clusters, policy)
        assert chosen == expected
        found += expected is not None
    assert found > 50
