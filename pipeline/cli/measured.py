"""How metrics are shown: a table for each view of the mart, with bounds and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.cli.output import cell, money, out, print_table, span
from warehouse.nullmodel import NullModel
from warehouse.read import Result
from warehouse.sensitivity import Effect

Record = Mapping[str, object]


def show_round_trips(result: Result, cut: str) -> None:
    """The round trips as a table."""
    columns = ("funder", "spender", "money in", "pledged back", "recycled", "spend-back", "within a year", "notes")
    rows = (
        (
            row["funder"],
            row["spender"],
            _stated(row["capital_low"], row["capital_high"], row["capital_deals"], row["capital_unstated"]),
            _stated(row["spend_low"], row["spend_high"], row["spend_deals"], row["spend_unstated"]),
            money(row["recycled_low"], row["recycled_high"]),
            span(row["spend_back_low"], row["spend_back_high"], " x") if row["spend_back_low"] is not None else "-",
            row["within_365_days"],
            ", ".join(note for note in ("exclusive", "disputed") if row[note]) or "-",
        )
        for row in result.records()
    )
    right = ("money in", "pledged back", "recycled", "spend-back")
    print_table(f"Round trips ({cut}): money that comes back to who gave it", columns, rows, right=right)
    if not result.rows:
        out().print("no pair of groups both funds and is paid")


def _stated(low: object, high: object, deals: object, unstated: object) -> str:
    """Bounds of a direction; deals without an amount are told, never guessed."""
    if deals == unstated:
        return "not stated"
    return money(low, high) + (f" + {unstated} unstated" if unstated else "")


def show_headline(result: Result, throughput: Mapping[str, Result]) -> None:
    """One row per cut: what goes round in all."""
    rows = []
    for row in result.records():
        cut = str(row["cut"])
        (flow,) = throughput[cut].records() or ({},)
        rows.append(
            (
                cut,
                row["round_trip_pairs"],
                money(row["recycled_low"], row["recycled_high"]),
                f"{row['cycle_count']}{' (cut short)' if row['truncated'] else ''}",
                _money_of(flow, "circulation") if flow else "-",
                row["groups_in_core"],
            )
        )
    columns = (
        "cut", "round-trip pairs", "recycled capital", "cycles up to five", "can circulate at once",
        "groups in a circular core",
    )  # fmt: skip
    print_table("What goes round", columns, rows, right=columns[1:])


def show_cycles(result: Result, cut: str) -> None:
    rows = (
        (
            row["length"],
            " → ".join(_names(row)),
            money(row["bottleneck_low"], row["bottleneck_high"]),
            row["unstated_edges"],
        )
        for row in result.records()
    )
    print_table(
        f"Cycles ({cut})", ("length", "path", "bottleneck", "edges without amount"), rows, right=("bottleneck",)
    )


def _names(row: Record) -> list[str]:
    path = row.get("names") or row["path"]
    return [str(name) for name in path] if isinstance(path, list | tuple) else [str(path)]


def show_exposure(result: Result, cut: str) -> None:
    rows = (
        (
            row.get("group_name") or row.get("name") or row["group_id"],
            money(row["total_low"], row["total_high"]),
            money(row["circular_low"], row["circular_high"]),
            span(row["exposure_low"], row["exposure_high"]),
        )
        for row in result.records()
    )
    columns = ("group", "all flows", "inside the core", "share")
    print_table(f"Circular exposure ({cut})", columns, rows, right=columns[1:])


def show_possible(result: Result, cut: str) -> None:
    """Pairs that rest on an unsure claim."""
    rows = (
        (
            row["funder"],
            row["spender"],
            "sure" if row["capital_sure"] else "unsure",
            "sure" if row["spend_sure"] else "unsure",
            "exclusive" if row["exclusive"] else "-",
        )
        for row in result.records()
    )
    columns = ("funder", "spender", "capital", "spending", "notes")
    print_table(f"Round trips if unsure claims are right ({cut})", columns, rows)


def show_core(result: Result, cut: str) -> None:
    """Who is in the circular core, and who only conditionally."""
    rows = (
        (
            row["name"] or row["group_id"],
            row["component_size"],
            "firmly" if row["robust"] else "only through rumours or deals that can be called off",
        )
        for row in result.records()
    )
    print_table(f"Circular core ({cut})", ("group", "groups in it", "in it"), rows, right=("groups in it",))


def show_pace(result: Result, cut: str) -> None:
    """Spending a year over capital paid."""
    rows = (
        (
            row["funder"],
            row["spender"],
            _money_of(row, "annual"),
            _money_of(row, "paid"),
            _ratio(row, "pace", " x"),
            row["reason"],
        )
        for row in result.records()
    )
    columns = ("funder", "spender", "spending a year", "capital paid", "a year", "note")
    print_table(f"Annualised spend-back ({cut})", columns, rows, right=columns[2:5])


def show_concentration(result: Result, cut: str) -> None:
    """How much hangs on one funder or customer."""
    rows = (
        (
            row["name"] or row["group_id"],
            row["side"],
            row["party_count"],
            row["largest"],
            _money_of(row, "total"),
            _ratio(row, "largest_share"),
            _whole(row, "hhi"),
            row["reason"],
        )
        for row in result.records()
    )
    columns = ("group", "side", "parties", "largest", "in all", "share of one", "HHI", "note")
    print_table(f"Concentration ({cut})", columns, rows, right=("parties", "in all", "share of one", "HHI"))


def show_promise(result: Result, cut: str) -> None:
    """What is promised and not yet paid."""
    rows = (
        (
            "everybody" if row["group_id"] == "*" else row["name"] or row["group_id"],
            _money_of(row, "promised"),
            _money_of(row, "paid"),
            _ratio(row, "promise_share"),
            _ratio(row, "bounded_share"),
            _money_of(row, "contingent"),
            row["reason"],
        )
        for row in result.records()
    )
    columns = ("payer", "promised", "completed", "promise share", "with a ceiling", "contingent, apart", "note")
    print_table(f"Promises ({cut})", columns, rows, right=columns[1:6])


def show_vendor(result: Result, cut: str) -> None:
    """Who finances its own customers."""
    rows = (
        (
            row["name"] or row["group_id"],
            row["customer_count"],
            _money_of(row, "financed"),
            _money_of(row, "guaranteed"),
            _money_of(row, "recycled"),
            _ratio(row, "guarantee_ratio"),
        )
        for row in result.records()
    )
    columns = ("vendor", "customers", "capital to them", "guarantees", "recycled", "guarantees/capital")
    print_table(f"Vendors that finance their customers ({cut})", columns, rows, right=columns[1:])


def show_exclusivity(result: Result, cut: str) -> None:
    """Share of spending with the only supplier while it is the only one."""
    rows = (
        (
            row["customer"],
            row["supplier"],
            row["valid_from"],
            row["valid_to"],
            _money_of(row, "spend"),
            _money_of(row, "all_spend"),
            _ratio(row, "dependence"),
            row["reason"],
        )
        for row in result.records()
    )
    columns = ("customer", "only supplier", "from", "to", "with it", "with all", "share", "note")
    print_table(f"Exclusivity ({cut})", columns, rows, right=columns[4:7])


def show_roles(result: Result, cut: str) -> None:
    """Pairs where one has several roles."""
    rows = ((row["name"], row["other"], row["roles"], _whole(row, "score")) for row in result.records())
    print_table(f"Several roles at once ({cut})", ("group", "towards", "roles", "score"), rows, right=("score",))


def show_collateral(result: Result, cut: str) -> None:
    """Loans on what a shareholder of the borrower sold."""
    rows = (
        (row["borrower"], row["vendor"], _money_of(row, "loan"), row["collateral"], row["deal_id"])
        for row in result.records()
    )
    columns = ("borrower", "vendor and shareholder", "loan", "collateral", "deal")
    print_table(f"Collateral loops ({cut})", columns, rows, right=("loan",))


def show_values(title: str, result: Result) -> None:
    """Figures of the catalogue, one a row."""
    rows = (
        (
            row["metric_id"],
            row["metric"],
            _subject(row),
            _value(row),
            row["reason"],
        )
        for row in result.records()
    )
    print_table(title, ("id", "figure", "of", "value", "note"), rows, right=("value",))


def show_null(models: Iterable[NullModel]) -> None:
    """The ledger against its rewired selves."""
    for model in models:
        drawn = f"{model.draws} draws of the same kinds and degrees, seed {model.seed}"
        rows = ((one.figure, one.observed, one.mean, one.deviation, one.z, one.p, one.reason) for one in model.findings)
        columns = ("figure", "observed", "mean of draws", "deviation", "z", "p", "note")
        print_table(
            f"More circular than chance? ({model.cut}; {drawn})",
            columns,
            rows,
            right=columns[1:6],
        )


def show_sensitivity(effects: Sequence[Effect]) -> None:
    """What each assumption does to the ranking of round trips."""
    rows = ((one.assumption, one.setting, one.pairs, one.correlation, one.reason or _moves(one)) for one in effects)
    columns = ("assumption", "setting", "round trips", "rank correlation", "who moves")
    print_table("Ranking of round trips by recycled capital", columns, rows, right=columns[2:4])


def _moves(effect: Effect) -> str:
    return ", ".join(
        f"{move.funder}-{move.spender} {move.base_rank or '-'}→{move.rank or 'out'}" for move in effect.moved[:8]
    ) + (f" and {len(effect.moved) - 8} more" if len(effect.moved) > 8 else "")


def _subject(row: Record) -> str:
    names = [
        str(row[name] or row[key]) for name, key in (("group_name", "group_id"), ("other_name", "other_id")) if row[key]
    ]
    return " → ".join(names) or ("everything" if row["subject_id"] == "*" else str(row["subject_id"]))


def _value(row: Record) -> str:
    low, high, unit = row["low"], row["high"], row["unit"]
    if low is None and high is None:
        return "-"
    if unit == "USD":
        return money(low, high)
    if unit == "yes or no":
        return "yes" if low == 1 else "no" if high == 0 else "not known"
    if unit == "score":
        return cell(low)
    if unit in ("count", "days", "index"):
        return _figures(low, high)
    return span(low, high, " x a year" if unit == "x a year" else "")


def _money_of(row: Record, name: str) -> str:
    return money(row[f"{name}_low"], row[f"{name}_high"])


def _ratio(row: Record, name: str, unit: str = "") -> str:
    return span(row[f"{name}_low"], row[f"{name}_high"], unit)


def _whole(row: Record, name: str) -> str:
    return _figures(row[f"{name}_low"], row[f"{name}_high"])


def _figures(low: object, high: object) -> str:
    if low is None and high is None:
        return "-"
    first = "?" if low is None else f"{float(str(low)):.0f}"
    last = "∞" if high is None else f"{float(str(high)):.0f}"
    return first if first == last else f"{first} – {last}"
