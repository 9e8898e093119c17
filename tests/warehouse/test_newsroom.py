"""The sample newsroom's statements, as a careful reader notes them, merge to what was worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal

import pytest

from pipeline.dedupe import signature
from pipeline.newsroom.articles import Piece, pieces
from pipeline.newsroom.expected import expectations, names
from pipeline.newsroom.merged import MergedDeal
from pipeline.parties import load_parties
from pipeline.types import Article, Claim, Money, PartyName, Qualifier, Scope, Span, Term, content_key
from warehouse.audits import run_audits
from warehouse.store import Batch, Warehouse

CUTS = {"completed": "completed", "announced": "announced", "all": "open"}


def _article(piece: Piece) -> Article:
    return Article(
        article_id=piece.id,
        page_id=piece.id,
        source=piece.publication,
        url=f"https://newsroom.example{piece.url_path}",
        title=piece.title,
        text=piece.text,
        language="en",
        published=piece.published.astimezone(UTC),
        publisher=piece.publication,
        signature=signature(piece.text),
    )


def _claims(piece: Piece) -> Iterator[Claim]:
    for position, deal in enumerate(piece.deals):
        amount = deal.amount
        start = piece.text.index(deal.quote)
        yield Claim(
            claim_id=content_key("newsroom", piece.id, str(position)),
            article_id=piece.id,
            kind=deal.kind,
            payers=tuple(PartyName(names()[key]) for key in deal.payer),
            payees=tuple(PartyName(names()[key]) for key in deal.payee),
            amount=None
            if amount is None
            else Money(_decimal(amount.low), _decimal(amount.high), amount.currency, Qualifier(amount.qualifier)),
            stake_pct=None if deal.stake is None else Decimal(str(deal.stake)),
            term=Term(None if deal.years is None else Decimal(str(deal.years)), deal.start, deal.end),
            status=deal.status,
            date=deal.date,
            scope=Scope(deal.scope),
            exclusive=deal.exclusive,
            collateral=deal.collateral,
            quote=Span(start, start + len(deal.quote)),
            quote_text=deal.quote,
            confidence=0.9,
            sure=deal.sure,
            extractor="by hand",
        )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _group(key: str) -> str:
    table = load_parties()
    (found, *_) = (party for name in names()[key] for party in table.candidates(name))
    return table.group(found)


def _party(key: str) -> str:
    table = load_parties()
    return next(party for name in names()[key] for party in table.candidates(name))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path_factory.mktemp("newsroom") / "live.duckdb") as warehouse:
        load_newsroom(warehouse)
        yield warehouse


def load_newsroom(warehouse: Warehouse) -> None:
    """Load all articles and the claims that a careful reader noted, merge and measure."""
    told = tuple(pieces().values())
    warehouse.commit(
        Batch(
            articles=tuple(_article(piece) for piece in told),
            claims=tuple(claim for piece in told for claim in _claims(piece)),
            extracted=tuple((piece.id, "by hand") for piece in told),
        )
    )
    warehouse.merge()
    warehouse.measure()


def _rows(ledger: Warehouse, query: str, *values: object) -> list[dict[str, object]]:
    cursor = ledger.connection.execute(query, list(values))
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def deal_of(ledger: Warehouse, expected: MergedDeal) -> dict[str, object] | None:
    """The deal whose sure claims come from exactly the expected articles, of the expected kind and parties."""
    found = _rows(
        ledger,
        """
        SELECT d.*, p.payers, p.payees, a.articles, a.aside
        FROM deal AS d
        JOIN (
            SELECT deal_id, list(DISTINCT c.article_id ORDER BY c.article_id) AS articles,
                list(DISTINCT c.article_id) FILTER (dc.role = 'unit_error') AS aside
            FROM deal_claim AS dc JOIN claim AS c USING (claim_id) WHERE c.sure GROUP BY deal_id
        ) AS a USING (deal_id)
        JOIN (
            SELECT deal_id, list(party_id) FILTER (side = 'payer') AS payers,
                list(party_id) FILTER (side = 'payee') AS payees
            FROM deal_party GROUP BY deal_id
        ) AS p USING (deal_id)
        WHERE d.kind = ? AND d.scope = ? AND d.sure
        """,
        str(expected.kind),
        str(expected.scope),
    )
    payers, payees = {_party(key) for key in expected.payer}, {_party(key) for key in expected.payee}
    table = load_parties()
    amount = expected.amount
    wanted_amount = (None, None) if amount is None else (amount.low, amount.high)
    for deal in sorted(found, key=lambda deal: (deal["amount_low"], deal["amount_high"]) != wanted_amount):
        sides = [{table.group(party) for party in deal[side] or ()} for side in ("payers", "payees")]  # type: ignore[attr-defined]
        wanted = [{table.group(party) for party in side} for side in (payers, payees)]
        if sides == wanted and deal["articles"] == sorted(expected.articles):
            return deal
    return None


@pytest.mark.parametrize("expected", expectations().deals, ids=lambda deal: deal.key)
def test_the_deal_comes_out(ledger: Warehouse, expected: MergedDeal) -> None:
    deal = deal_of(ledger, expected)
    assert deal is not None
    assert (deal["status"], deal["exclusive"] or not expected.exclusive) == (str(expected.status), True)
    amount = expected.amount
    wanted = (None, None, None) if amount is None else (amount.low, amount.high, amount.currency)
    assert (deal["amount_low"], deal["amount_high"], deal["currency"]) == wanted
    assert sorted(deal["aside"] or ()) == sorted(expected.set_aside)  # type: ignore[call-overload]
    history = _rows(ledger, "SELECT status FROM deal_status WHERE deal_id = ? ORDER BY position", deal["deal_id"])
    seen = list(dict.fromkeys(row["status"] for row in history))
    assert not expected.history or seen == [str(event.status) for event in expected.history]


def test_no_other_deal_comes_out(ledger: Warehouse) -> None:
    assert ledger.connection.execute("SELECT count(*) FROM deal WHERE sure").fetchall() == [
        (len(expectations().deals),)
    ]


@pytest.mark.parametrize(
    "expected",
    [trip for trip in expectations().round_trips if not trip.contingent],
    ids=lambda t: f"{t.investor}-{t.company}",
)
def test_the_round_trip_is_measured(ledger: Warehouse, expected: object) -> None:
    for cut, wanted in expected.cuts.items():  # type: ignore[attr-defined]
        (row,) = _rows(
            ledger,
            "SELECT * FROM metric_round_trip WHERE cut = ? AND funder_group = ? AND spender_group = ?",
            CUTS[cut],
            _group(expected.investor),  # type: ignore[attr-defined]
            _group(expected.company),  # type: ignore[attr-defined]
        )
        found = {
            "money_in": (row["capital_low"], row["capital_high"]),
            "back": (row["spend_low"], row["spend_high"]),
            "recycled": (row["recycled_low"], row["recycled_high"]),
            "spend_back": (row["spend_back_low"], row["spend_back_high"]),
        }
        for name, bounds in found.items():
            plain = tuple(None if bound is None else pytest.approx(float(bound)) for bound in bounds)  # type: ignore[arg-type]
            assert plain == getattr(wanted, name), (cut, name)


def test_the_round_trips_are_all(ledger: Warehouse) -> None:
    found = {
        (row["funder_group"], row["spender_group"])
        for row in _rows(ledger, "SELECT * FROM metric_round_trip WHERE cut = 'open'")
    }
    wanted = {
        (_group(trip.investor), _group(trip.company)) for trip in expectations().round_trips if not trip.contingent
    }
    assert found == wanted


def test_the_cycles_are_all(ledger: Warehouse) -> None:
    found = {
        tuple(row["path"]) for row in _rows(ledger, "SELECT * FROM metric_cycle WHERE cut = 'open' AND length > 2")
    }  # type: ignore[arg-type]
    wanted = set()
    for cycle in expectations().cycles:
        groups = [_group(key) for key in cycle]
        first = groups.index(min(groups))
        wanted.add((*groups[first:], *groups[:first]))
    assert found == wanted


def test_copies_are_one_story(ledger: Warehouse) -> None:
    stories: dict[str, set[str]] = {}
    for row in _rows(ledger, "SELECT * FROM story"):
        stories.setdefault(str(row["story_id"]), set()).add(str(row["article_id"]))
    assert {frozenset(story) for story in stories.values() if len(story) > 1} == {
        frozenset(story) for story in expectations().stories
    }


def test_contradictions_are_kept(ledger: Warehouse) -> None:
    deals = {deal.key: deal for deal in expectations().deals}
    for conflict in expectations().contradictions:
        deal = deal_of(ledger, deals[conflict.deal])
        assert deal is not None
        values = _rows(ledger, "SELECT * FROM deal_conflict WHERE deal_id = ? AND field = 'amount'", deal["deal_id"])
        assert len(values) == len(conflict.amounts)


def test_audits_find_nothing(ledger: Warehouse) -> None:
    assert [found.audit for found in run_audits(ledger.connection) if not found.good] == []
