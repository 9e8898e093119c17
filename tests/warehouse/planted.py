"""What the newsroom plants, as a table, and what a database makes of it, in the words of the table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import duckdb
import yaml
from pydantic import TypeAdapter

from pipeline.datafiles import Strict
from pipeline.newsroom.articles import pieces
from pipeline.newsroom.expected import expectations, names
from pipeline.newsroom.merged import MergedDeal
from pipeline.parties import load_parties

TABLE = Path(__file__).parent / "planted.yml"
BILLION = Decimal(10) ** 9
NOTHING = "no deal between the parties"


class Planted(Strict):
    """A row of the table; see its header."""

    planted: Literal["reprint", "contradiction", "tenfold", "follow-up", "cancellation"]
    deal: str
    comes_out: str
    articles: tuple[str, ...] = ()

    @property
    def expected(self) -> MergedDeal:
        """The deal in expected.yml."""
        return next(deal for deal in expectations().deals if deal.key == self.deal)

    @property
    def told_by(self) -> tuple[str, ...]:
        """The articles that tell it."""
        return self.articles or self.expected.articles


@cache
def planted() -> tuple[Planted, ...]:
    """The table."""
    return TypeAdapter(tuple[Planted, ...]).validate_python(yaml.safe_load(TABLE.read_text("utf-8")))


def find_deal(con: duckdb.DuckDBPyConnection, expected: MergedDeal) -> str | None:
    """The id of the deal between the expected groups: of the expected figure first, then with most of its articles."""
    assert expected.amount is not None
    table = load_parties()
    sides = [{table.group(_party(key)) for key in side} for side in (expected.payer, expected.payee)]
    own = [article_id for article_id, key in article_ids(con).items() if key in expected.articles]
    found = con.execute(
        """
        SELECT d.deal_id, d.payer_ids, d.payee_ids
        FROM mart.v1_deal AS d JOIN mart.v1_claim AS c USING (deal_id)
        WHERE d.scope = ? AND list_contains(?, c.article_id)
        GROUP BY ALL
        ORDER BY any_value(d.amount_high) IS NOT DISTINCT FROM ?::DECIMAL(38, 2) DESC, count(*) DESC, d.deal_id
        """,
        [str(expected.scope), own, expected.amount.high],
    ).fetchall()
    for deal_id, *told in found:
        if [{table.group(party) for party in side or ()} for side in told] == sides:
            return str(deal_id)
    return None


def outcome(con: duckdb.DuckDBPyConnection, row: Planted) -> str:
    """What the database says of a planted thing."""
    deal_id = find_deal(con, row.expected)
    if deal_id is None:
        return NOTHING
    keys = article_ids(con)
    claims = [
        {**claim, "article": keys[claim["article_id"]]}
        for claim in _records(
            con,
            """
            SELECT c.article_id, c.role, c.amount_high, dc.source_key
            FROM mart.v1_claim AS c JOIN deal_claim AS dc USING (claim_id) WHERE c.deal_id = ?
            """,
            deal_id,
        )
    ]
    (deal,) = _records(con, "SELECT * FROM mart.v1_deal WHERE deal_id = ?", deal_id)
    match row.planted:
        case "reprint":
            told = [claim for claim in claims if claim["article"] in row.told_by]
            sources = {claim["source_key"] for claim in told}
            return f"{len({claim['article'] for claim in told})} articles, {_sources(len(sources))}"
        case "contradiction":
            values = _records(
                con,
                "SELECT value, source_count FROM mart.v1_conflict WHERE deal_id = ? AND field = 'amount' ORDER BY ALL",
                deal_id,
            )
            shown = (f"{_short(Decimal(one['value'].split()[1]))} by {_sources(one['source_count'])}" for one in values)
            return f"{_amount(deal)}; {', '.join(shown)}"
        case "tenfold":
            aside = [claim for claim in claims if claim["role"] == "unit_error"]
            kept = {claim["source_key"] for claim in claims if claim["role"] == "support"}
            fields = _records(con, "SELECT DISTINCT field FROM mart.v1_conflict WHERE deal_id = ? ORDER BY 1", deal_id)
            shown = (f"{_short(claim['amount_high'])} of {claim['article']} set aside" for claim in aside)
            flaws = ", ".join((*shown, *(str(one["field"]) for one in fields)))
            return f"{_amount(deal)} by {_sources(len(kept))}; {flaws}"
        case _:
            return _history(con, deal_id) + _counted(con, deal_id, row)


def article_ids(con: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """Key of the newsroom's article for each article that was read, by the path of its address; None for others."""
    paths = {piece.url_path: key for key, piece in pieces().items()}
    rows = con.execute("SELECT article_id, url FROM mart.v1_article").fetchall()
    return {article_id: next((paths[p] for p in paths if url.endswith(p)), None) for article_id, url in rows}


def _party(key: str) -> str:
    return next(party for name in names()[key] for party in load_parties().candidates(name))


def _history(con: duckdb.DuckDBPyConnection, deal_id: str) -> str:
    rows = con.execute(
        "SELECT status, min(known_from)::DATE FROM mart.v1_deal_history WHERE deal_id = ? GROUP BY 1 ORDER BY 2, 1",
        [deal_id],
    ).fetchall()
    return ", ".join(f"{status} {day}" for status, day in rows)


def _counted(con: duckdb.DuckDBPyConnection, deal_id: str, row: Planted) -> str:
    if row.planted != "cancellation":
        return ""
    flows = con.execute("SELECT count(*) FROM mart.v1_flow WHERE deal_id = ? AND counted", [deal_id]).fetchall()
    return "; counts in no flow" if flows == [(0,)] else "; counts in flows"


def _amount(deal: Mapping[str, Any]) -> str:
    low, high = deal["amount_low"], deal["amount_high"]
    figure = _short(high) if low == high else f"{_short(low)} - {_short(high)}"
    return f"{deal['currency']} {figure}"


def _short(figure: Decimal | None) -> str:
    return "open" if figure is None else f"{(figure / BILLION).normalize():f}bn"


def _sources(count: int) -> str:
    return f"{count} source" + "s" * (count != 1)


def _records(con: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[dict[str, Any]]:
    cursor = con.execute(query, list(values))
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
