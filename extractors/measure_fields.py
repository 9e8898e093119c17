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
from pipeline.types import Kind, Scope, Span, Status

_AMOUNT = re.compile(
    r"(?:us|hk|au|nt|c)?[$€£¥]\s?\d[\d,.]*\s*(?:trillion|billion|million|bn|b\b|m\b|k\b)?"
    r"|\d[\d,.]*\s*(?:trillion|billion|million)?\s*(?:yuan|euros?|dollars?)"
    r"|[\d,.]+\s*[多余餘]?[万亿兆億萬十百千]*\s*(?:美元|美金|元|欧元|歐元|日元|港元|人民币|英镑|韩元)"
    r"|[数數][十百千]*[万亿億萬]+\s*(?:美元|美金|元)"
    r"|[a-z]*-?(?:hundred|billion|million)-?s?(?:-| of )?dollars?",
    re.IGNORECASE,
)
_SCALES = {"trillion": 12, "兆": 12, "万亿": 12, "billion": 9, "bn": 9, "b": 9, "亿": 8, "億": 8, "million": 6, "m": 6,
           "万": 4, "萬": 4}  # fmt: skip
CUES = {
    Kind.ACQUISITION: r"acqui\w+|buy\w*|bought|purchas\w+|takeover|merg\w+|bid\b|deal|sold|sale"
    r"|收购|收購|买|卖|并购|合并|竞购",
    Kind.EQUITY: r"invest\w*|stake|rais\w+|round|fund\w+|series|seed|back\w*|capital"
    r"|投资|投資|融资|融資|募资|注资|注資|入股|股权|股份|投|融|资金",
    Kind.DEBT: r"loan|debt|bond|borrow\w*|notes?|credit|facility|贷款|貸款|债|債|借",
    Kind.FINANCING: r"rais\w+|fund\w+|financ\w+|invest\w*|融资|融資|筹|募",
    Kind.COMMITMENT: r"contract|commit\w*|deal|agree\w*|pay\w*|award\w*|spend\w*"
    r"|合同|合约|合作|协议|承诺|支付|采购|购买|斥资|订单",
    Kind.PURCHASE: r"purchas\w+|buy\w*|deal|order\w*|spend\w*|commit\w*|购买|采购|订单|买|采購|購買",
    Kind.GUARANTEE: r"guarant\w+|backstop\w*|担保|擔保|兜底|信贷支持|支持|support",
    Kind.REVENUE_SHARE: r"share|cut|revenue|profit|分成|分红|利润",
    Kind.EQUITY_GRANT: r"warrants?|stake|shares|stock|认股|股份|股权",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text, cut into sentences, with the day that "today" means in it."""

    doc: str
    text: str
    language: str
    spans: tuple[Span, ...]
    anchor: date | None

    @property
    def title(self) -> str:
        """The first line, folded to lower case."""
        return self.text.split("\n", 1)[0].lower()


@dataclass(frozen=True, slots=True)
class Placed:
    """A labelled record with the place of its statement."""

    document: Document
    record: dict[str, Any]
    sentences: tuple[str, ...]
    index: int
    money: Span | None
    cue: Span
    is_news: bool

    @property
    def sentence(self) -> str:
        """The sentence that states the record."""
        return self.sentences[self.index]

    @property
    def kind(self) -> Kind:
        """The labelled kind."""
        return Kind(self.record["kind"])


class Tally:
    """Right and total counts per field, and one line per miss."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.misses: list[str] = []

    def mark(self, field: str, item: Placed, got: object, wanted: object, *, ok: bool) -> None:
        """Count one reading of a field; a miss is kept with its sentence."""
        self.total[field] += 1
        self.right[field] += ok
        if not ok:
            where = f"[{item.kind} @{item.cue.of(item.sentence)}] {item.document.doc} {item.document.anchor}"
            line = f"{field}: got {got}, label {wanted} {where}\n    {item.sentence}"
            self.misses.append(" ".join(line.split("\n")))


def _values(amount: dict[str, Any] | None) -> set[Decimal]:
    return {Decimal(str(amount[bound])) for bound in ("low", "high") if amount[bound]} if amount else set()


def _scaled(match: str) -> set[Decimal]:
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", match)
    if digits is None:
        return set()
    number, folded = Decimal(digits.group().replace(",", "")), match.lower()
    return {number.scaleb(power) for unit, power in _SCALES.items() if unit in folded} or {number}


def _money_at(sentence: str, quoted: Span, amount: dict[str, Any] | None) -> Span | None:
    wanted = _values(amount)
    hits = [match for match in _AMOUNT.finditer(sentence) if quoted.overlaps(Span(*match.span()))] if wanted else []
    chosen = [match for match in hits if _scaled(match.group()) & wanted] or hits
    return Span(*chosen[0].span()) if chosen else None


def _cue_at(sentence: str, quoted: Span, money: Span | None, kind: Kind) -> Span:
    spans = [Span(*match.span()) for match in re.finditer(CUES[kind], sentence, re.IGNORECASE)]
    at = money or quoted
    inside = [span for span in spans if quoted.overlaps(span)]
    return min(inside, key=lambda span: max(at.start - span.end, span.start - at.end, 0), default=at)


def _read(entry: dict[str, Any]) -> Document:
    text: str = entry["text"]
    language = "zh" if len(re.findall("[一-鿿]", text)) > len(text) / 8 else "en"
    published = date.fromisoformat(entry["published"][:10]) if entry["published"] else None
    return Document(
        entry["doc"], text, language, split_sentences(text, language), anchor_date(text, language, published)
    )


def place(folder: Path) -> Iterator[Placed]:
    """Every sure record of the folder with its sentence, amount and cue."""
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        documents = {entry["doc"]: _read(entry) for entry in map(json.loads, lines)}
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        labelled = [json.loads(line) for line in lines]
    for entry in labelled:
        for record in entry["deals"]:
            if record["sure"]:
                yield _placed(documents[entry["doc"]], record)


def _placed(document: Document, record: dict[str, Any]) -> Placed:
    spans, text, kind = document.spans, document.text, Kind(record["kind"])
    start = text.find(record["quote"])
    quote = Span(start, start + len(record["quote"]))
    sentences = tuple(span.of(text) for span in spans)

    def local(number: int) -> Span:
        base = spans[number].start
        return Span(max(0, quote.start - base), min(len(sentences[number]), quote.end - base))

    inside = [number for number, span in enumerate(spans) if span.overlaps(quote)]
    moneyed = [number for number in inside if _money_at(sentences[number], local(number), record["amount"])]
    chosen = (moneyed or inside)[0]
    money = _money_at(sentences[chosen], local(chosen), record["amount"])
    cue = _cue_at(sentences[chosen], local(chosen), money, kind)
    return Placed(document, record, sentences, chosen, money, cue, _is_news(document, record, chosen))


def _is_news(document: Document, record: dict[str, Any], index: int) -> bool:
    """Whether the headline tells of this deal: it names all parties, or the payee and the deal stands near the top."""
    title = document.title
    payers, payees = (
        [any(name.lower() in title for name in party) for party in record[side]] for side in ("payer", "payee")
    )
    if all(any(hits) for hits in (payers, payees) if hits):
        return True
    amounts = {value for match in _AMOUNT.finditer(title) for value in _scaled(match.group())}
    return any(payees or payers) and (index <= 3 or bool(amounts & _values(record["amount"])))


def measure(folder: Path) -> Tally:
    """Read every field of every sure record of the folder and compare it with the label."""
    tally = Tally()
    for item in place(folder):
        status = _mark_status(tally, item)
        _mark_date(tally, item, status)
        _mark_shares(tally, item)
        _mark_terms(tally, item)
        exclusive = is_exclusive(item.sentence, item.document.language) is not None
        wanted = item.record["exclusive"]
        tally.mark("exclusive", item, exclusive, wanted, ok=exclusive == wanted)
    return tally


def _mark_status(tally: Tally, item: Placed) -> Status:
    language, record = item.document.language, item.record
    reading = status_of(item.sentence, item.cue, language, kind=item.kind)
    words = "|".join(span.of(item.sentence) for span in reading.cues)
    tally.mark("status", item, f"{reading.status}({words})", record["status"], ok=reading.status == record["status"])
    scope = scope_of(item.sentence, item.money, language) if item.money else Scope.SINGLE
    tally.mark("scope", item, scope, record["scope"], ok=scope == record["scope"])
    return reading.status


def _mark_date(tally: Tally, item: Placed, status: Status) -> None:
    document, wanted = item.document, item.record["date"] or ""
    got = date_for(
        item.sentences,
        item.index,
        item.cue,
        document.language,
        document.anchor,
        is_headline_news=item.is_news,
        status=status,
    )
    value = "" if item.record["scope"] == "cumulative" else got or ""
    tally.mark("date_month", item, value, wanted, ok=value[:7] == wanted[:7])
    tally.mark("date_year", item, value, wanted, ok=value[:4] == wanted[:4])
    if wanted:
        tally.mark("date_month_of_dated", item, value, wanted, ok=value[:7] == wanted[:7])


def _mark_shares(tally: Tally, item: Placed) -> None:
    stakes = sorted(
        mention.pct
        for mention in find_stakes(item.sentence, item.document.language)
        if mention.kind is PercentKind.STAKE and not mention.negative
    )
    wanted = item.record["stake_pct"]
    if wanted is not None:
        tally.mark("stake", item, stakes, wanted, ok=any(abs(pct - Decimal(str(wanted))) < 1 for pct in stakes))
    else:
        tally.mark("no_stake", item, stakes, None, ok=not stakes)


def _mark_terms(tally: Tally, item: Placed) -> None:
    terms = [mention.term for mention in find_terms(item.sentence, item.document.language)]
    stated = {key: value for key, value in (item.record["term"] or {}).items() if value is not None}
    if not stated:
        tally.mark("no_term", item, terms, None, ok=not terms)
        return
    years = {term.years for term in terms if term.years is not None}
    bounds = {"start": {term.start for term in terms}, "end": {term.end for term in terms}}
    ok = all(
        Decimal(str(value)) in years if key == "years" else str(value) in bounds[key] for key, value in stated.items()
    )
    tally.mark("term", item, terms, stated, ok=ok)


def main(arguments: list[str]) -> int:
    """Print the table; with ``--misses FIELD`` also the misses of a field."""
    if not arguments or not (Path(arguments[0]) / "gold.jsonl").is_file():
        sys.stderr.write(
            "usage: python -m extractors.measure_fields DIR [--misses FIELD]; DIR holds docs.jsonl and gold.jsonl\n"
        )
        return 2
    begin = time.perf_counter()
    tally = measure(Path(arguments[0]))
    wanted = arguments[arguments.index("--misses") + 1] if "--misses" in arguments[:-1] else None
    lines = [line for line in tally.misses if wanted and line.startswith(f"{wanted}:")]
    for field, count in tally.total.items():
        lines.append(f"{field:22s} {tally.right[field]:4d} / {count:4d}  {tally.right[field] / count:.3f}")
    sys.stdout.write("\n".join([*lines, f"{time.perf_counter() - begin:.1f} s", ""]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
