"""The sample newsroom as a careful reader notes it: its articles, its statements, and how to find a deal of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal

from pipeline.dedupe import signature
from pipeline.newsroom.articles import Piece, pieces
from pipeline.newsroom.expected import names
from pipeline.newsroom.merged import MergedDeal
from pipeline.parties import load_parties
from pipeline.types import Article, Claim, Money, PartyName, Qualifier, Scope, Span, Term, content_key
from warehouse.store import Batch, Warehouse


def load_newsroom(warehouse: Warehouse) -> None:
    """Load all articles and the claims that a careful reader noted, merge and measure."""
    told = tuple(pieces().values())
    warehouse.commit(
        Batch(
            articles=tuple(article_of(piece) for piece in told),
            claims=tuple(claim for piece in told for claim in claims_of(piece)),
            extracted=tuple((piece.id, "by hand") for piece in told),
        )
    )
    warehouse.merge()
    warehouse.measure()


def article_of(piece: Piece) -> Article:
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


def claims_of(piece: Piece) -> Iterator[Claim]:
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


def group(key: str) -> str:
    table = load_parties()
    (found, *_) = (party for name in names()[key] for party in table.candidates(name))
    return table.group(found)


def party_of(key: str) -> str:
    table = load_parties()
    return next(party for name in names()[key] for party in table.candidates(name))


def rows(ledger: Warehouse, query: str, *values: object) -> list[dict[str, object]]:
    cursor = ledger.connection.execute(query, list(values))
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def deal_of(ledger: Warehouse, expected: MergedDeal) -> dict[str, object] | None:
    """The deal whose sure claims come from exactly the expected articles, of the expected kind and parties."""
    found = rows(
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
    payers, payees = {party_of(key) for key in expected.payer}, {party_of(key) for key in expected.payee}
    table = load_parties()
    amount = expected.amount
    wanted_amount = (None, None) if amount is None else (amount.low, amount.high)
    for deal in sorted(found, key=lambda deal: (deal["amount_low"], deal["amount_high"]) != wanted_amount):
        sides = [{table.group(party) for party in deal[side] or ()} for side in ("payers", "payees")]  # type: ignore[attr-defined]
        wanted = [{table.group(party) for party in side} for side in (payers, payees)]
        if sides == wanted and deal["articles"] == sorted(expected.articles):
            return deal
    return None
