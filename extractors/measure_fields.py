"""Accuracy of the field readers on a labelled set: ``python -m extractors.measure_fields DIR``.

Reads ``docs.jsonl`` and ``gold.jsonl`` from the folder, takes kind and place of every sure
record from its label (the quote's amount, or the kind's cue in it), and prints per field
how often the readers agree, with the misses. It measures the readers alone: finding the
deals is not part of it.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.modality import is_exclusive, scope_of, status_of
from extractors.sentences import split_sentences
from extractors.stakes import PercentKind, find_stakes
from extractors.terms import find_terms
from extractors.when import anchor_date, date_for
from pipeline.types import Kind, Scope, Span

_AMOUNT = re.compile(
    r"(?:us|hk|au|nt|c)?[$€£¥]\s?\d[\d,.]*\s*(?:trillion|billion|million|bn|b\b|m\b|k\b)?|\d[\d,.]*\s*(?:trillion|billion|million)?\s*"
    r"(?:yuan|euros?|dollars?)|[\d,.]+\s*(?:多|余|餘)?[万亿兆億萬十百千]*\s*(?:美元|美金|元|欧元|歐元|日元|港元|人民币|英镑|韩元)"
    r"|[数數][十百千]*[万亿億萬]+\s*(?:美元|美金|元)|[a-z]*-?(?:hundred|billion|million)-?s?(?:-| of )?dollars?",
    re.IGNORECASE,
)  # fmt: skip
_CUES = {
    Kind.ACQUISITION: r"acqui\w+|buy\w*|bought|purchas\w+|takeover|merg\w+|bid\b|deal|sold|sale|收购|收購|买|卖|并购|合并|竞购",
    Kind.EQUITY: r"invest\w*|stake|rais\w+|round|fund\w+|series|seed|back\w*|capital|投资|投資|融资|融資|募资|注资|注資|入股|股权|股份|投|融|资金",
    Kind.DEBT: r"loan|debt|bond|borrow\w*|notes?|credit|facility|贷款|貸款|债|債|借",
    Kind.FINANCING: r"rais\w+|fund\w+|financ\w+|invest\w*|融资|融資|筹|募",
    Kind.COMMITMENT: r"contract|commit\w*|deal|agree\w*|pay\w*|award\w*|spend\w*|合同|合约|合作|协议|承诺|支付|采购|购买|斥资|订单",
    Kind.PURCHASE: r"purchas\w+|buy\w*|deal|order\w*|spend\w*|commit\w*|购买|采购|订单|买|采購|購買",
    Kind.GUARANTEE: r"guarant\w+|backstop\w*|担保|擔保|兜底|信贷支持|支持|support",
    Kind.REVENUE_SHARE: r"share|cut|revenue|profit|分成|分红|利润",
    Kind.EQUITY_GRANT: r"warrants?|stake|shares|stock|认股|股份|股权",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A labelled record with the place of its statement."""

    doc: str
    record: dict[str, Any]
    language: str
    sentences: tuple[str, ...]
    index: int
    money: Span | None
    cue: Span
    published: date | None
    is_news: bool


def _money_forms(amount: dict[str, Any] | None) -> tuple[Decimal, ...]:
    values = [amount["high"], amount["low"]] if amount else []
    return tuple(Decimal(str(value)) for value in values if value)


def _scaled(match: str) -> tuple[Decimal, ...]:
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", match)
    if digits is None:
        return ()
    number, folded = Decimal(digits.group().replace(",", "").rstrip(".")), match.lower()
    scales = {"trillion": 12, "兆": 12, "万亿": 12, "billion": 9, "bn": 9, "亿": 8, "億": 8, "million": 6, "万": 4, "萬": 4, "b": 9, "m": 6}
    return tuple(number.scaleb(power) for unit, power in scales.items() if unit in folded) or (number,)


def _money_at(sentence: str, quoted: Span, amount: dict[str, Any] | None) -> Span | None:
    wanted = _money_forms(amount)
    if not wanted:
        return None
    hits = [match for match in _AMOUNT.finditer(sentence) if quoted.overlaps(Span(*match.span()))]
    right = [match for match in hits if set(_scaled(match.group())) & set(wanted)]
    chosen = right or hits
    return Span(*chosen[0].span()) if chosen else None


def _cue_at(sentence: str, quoted: Span, money: Span | None, kind: Kind) -> Span:
    found = [Span(*match.span()) for match in re.finditer(_CUES[kind], sentence, re.IGNORECASE) if quoted.overlaps(Span(*match.span()))]
    at = money or quoted
    if not found:
        return at
    return min(found, key=lambda span: max(at.start - span.end, span.start - at.end, 0))


def place(folder: Path) -> Iterator[Placed]:
    """Every sure record of the folder with its sentence, amount and cue."""
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        docs = {entry["doc"]: entry for entry in map(json.loads, lines)}
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        labelled = [json.loads(line) for line in lines]
    for entry in labelled:
        doc = docs[entry["doc"]]
        text: str = doc["text"]
        language = "zh" if len(re.findall("[一-鿿]", text)) > len(text) / 8 else "en"
        published = date.fromisoformat(doc["published"][:10]) if doc["published"] else None
        spans = split_sentences(text, language)
        sentences = tuple(span.of(text) for span in spans)
        title = text.split("\n", 1)[0]
        for record in entry["deals"]:
            if record["sure"]:
                yield _placed(doc["doc"], record, text, title, language, spans, sentences, anchor_date(text, language, published))


def _placed(
    doc: str,
    record: dict[str, Any],
    text: str,
    title: str,
    language: str,
    spans: tuple[Span, ...],
    sentences: tuple[str, ...],
    published: date | None,
) -> Placed:
    start = text.find(record["quote"])
    quote = Span(start, start + len(record["quote"]))
    inside = [number for number, span in enumerate(spans) if span.overlaps(quote)]
    kind, chosen = Kind(record["kind"]), inside[0]
    for number in inside:
        local = Span(max(0, quote.start - spans[number].start), quote.end - spans[number].start)
        if _money_at(sentences[number], local, record["amount"]):
            chosen = number
            break
    local = Span(max(0, quote.start - spans[chosen].start), min(len(sentences[chosen]), quote.end - spans[chosen].start))
    money = _money_at(sentences[chosen], local, record["amount"])
    folded = title.lower()
    named = {side: [any(name.lower() in folded for name in party) for party in record[side]] for side in ("payer", "payee")}
    amounts = {value for match in _AMOUNT.finditer(title) for value in _scaled(match.group())}
    everyone = all(any(hits) for hits in named.values() if hits)
    told = any(named["payee"] or named["payer"]) and (chosen <= 3 or bool(amounts & set(_money_forms(record["amount"]))))
    is_news = everyone or told
    cue = _cue_at(sentences[chosen], local, money, kind)
    return Placed(doc, record, language, sentences, chosen, money, cue, published, is_news)


def measure(folder: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    """Right and total counts per field, and one line per miss."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    misses: list[str] = []

    def mark(field: str, ok: bool, item: Placed, got: object, wanted: object) -> None:
        total[field] += 1
        right[field] += ok
        if not ok:
            sentence = item.sentences[item.index].replace("\n", " ")
            money = item.money.of(item.sentences[item.index]) if item.money else "-"
            cue = item.cue.of(item.sentences[item.index])
            misses.append(f"{field}: got {got}, label {wanted} [{item.record['kind']} {money} @{cue}] {item.doc} {item.published}\n    {sentence}")

    for item in place(folder):
        sentence, record = item.sentences[item.index], item.record
        kind = Kind(record["kind"])
        status = status_of(sentence, item.cue, item.language, kind=kind)
        words = "|".join(span.of(sentence) for span in status.cues)
        mark("status", status.status == record["status"], item, f"{status.status}({words})", record["status"])
        scope = scope_of(sentence, item.money, item.language) if item.money else Scope.SINGLE
        mark("scope", scope == record["scope"], item, scope, record["scope"])
        if record["scope"] == "cumulative":
            got = None
        else:
            got = date_for(item.sentences, item.index, item.cue, item.language, item.published, is_headline_news=item.is_news, status=status.status)
        month_ok = (got or "")[:7] == (record["date"] or "")[:7]
        mark("date_month", month_ok, item, got, record["date"])
        mark("date_year", (got or "")[:4] == (record["date"] or "")[:4], item, got, record["date"]) if not month_ok else mark("date_year", True, item, got, got)
        if record["date"]:
            mark("date_month_of_dated", month_ok, item, got, record["date"])
        stakes = {mention.pct for mention in find_stakes(sentence, item.language) if mention.kind is PercentKind.STAKE and not mention.negative}
        if record["stake_pct"] is not None:
            mark("stake", any(abs(pct - Decimal(str(record["stake_pct"]))) < 1 for pct in stakes), item, sorted(stakes), record["stake_pct"])
        elif kind is not Kind.REVENUE_SHARE:
            mark("no_stake", not stakes, item, sorted(stakes), None)
        terms = [mention.term for mention in find_terms(sentence, item.language)]
        stated = record["term"] and {key: value for key, value in record["term"].items() if value is not None}
        if stated:
            known = {"years": {term.years for term in terms}, "start": {term.start for term in terms}, "end": {term.end for term in terms}}
            ok = all((Decimal(str(value)) if key == "years" else str(value)) in known[key] for key, value in stated.items())
            mark("term", ok, item, terms, stated)
        else:
            mark("no_term", not terms, item, terms, None)
        exclusive = is_exclusive(sentence, item.language) is not None
        mark("exclusive", exclusive == record["exclusive"], item, exclusive, record["exclusive"])
    return right, total, misses


def main(arguments: list[str]) -> int:
    """Print the table; with ``--misses FIELD`` also the misses of a field."""
    if not arguments or not (Path(arguments[0]) / "gold.jsonl").is_file():
        sys.stderr.write("usage: python -m extractors.measure_fields DIR [--misses FIELD]; DIR holds docs.jsonl and gold.jsonl\n")
        return 2
    begin = time.perf_counter()
    right, total, misses = measure(Path(arguments[0]))
    wanted = arguments[arguments.index("--misses") + 1] if "--misses" in arguments else None
    for line in misses:
        if wanted and line.startswith(f"{wanted}:"):
            print(line)
    for field, count in total.items():
        print(f"{field:22s} {right[field]:4d} / {count:4d}  {right[field] / count:.3f}")
    print(f"{time.perf_counter() - begin:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
