"""The corpus files follow their format and hold enough of every kind in both languages."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.corpus.load import KINDS, LANGUAGES, CorpusError, Kind, Language, cases, docs, gold, load_file

POSITIVES = 26
NEGATIVES = 11
# Letters that only Traditional Chinese uses, frequent enough in business news for one to turn up in any story.
TRADITIONAL = frozenset("億萬輝軟亞馬遜雲資開發採購權與為將據導報協議簽訂業財務證營併擔債貸應買賣達這對會說產額還擬約")

FILES = [(language, kind) for language in LANGUAGES for kind in KINDS]
CASE = """
- name: {name}
  text: "Acorn Chips raised $5 million from Birch Fund."
  published: 2026-01-05
  deals:
    - {{kind: equity, payer: [[Birch Fund]], payee: [[Acorn Chips]], status: {status}, quote: "{quote}",
       amount: {{low: {low}, high: 5000000, currency: USD, qualifier: exact}}{extra}}}
"""


@pytest.mark.parametrize(("language", "kind"), FILES)
def test_each_file_has_enough_cases(language: Language, kind: Kind) -> None:
    found = list(cases(language=language, kind=kind))
    assert sum(case.positive for case in found) >= POSITIVES
    assert sum(not case.deals for case in found) >= NEGATIVES
    assert sum("\n" in case.text for case in found) >= len(found) / 4


@pytest.mark.parametrize(("language", "kind"), FILES)
def test_names_are_unique_and_tell_negatives(language: Language, kind: Kind) -> None:
    found = list(cases(language=language, kind=kind))
    repeated = [name for name, count in Counter(case.name for case in found).items() if count > 1]
    assert repeated == []
    assert [case.name for case in found if case.name.startswith("neg_") != (not case.deals)] == []


def test_no_text_occurs_twice() -> None:
    repeated = [text for text, count in Counter(doc["text"] for doc in docs()).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_quarter_of_the_chinese_cases_is_traditional(kind: Kind) -> None:
    found = list(cases(language="zh", kind=kind))
    traditional = [case for case in found if TRADITIONAL & set(case.text)]
    assert len(traditional) >= len(found) / 4


def test_first_name_of_each_party_is_in_the_text() -> None:
    absent = [
        (case.doc, names[0])
        for case in cases()
        for deal in case.deals
        for names in (*deal.payer, *deal.payee)
        if names[0].casefold() not in case.text.casefold()
    ]
    assert absent == []


def test_no_deal_is_dated_after_its_publication() -> None:
    late = [
        (case.doc, deal.date)
        for case in cases()
        for deal in case.deals
        if case.published is not None and deal.date is not None
        if deal.date > case.published.isoformat()[: len(deal.date)]
    ]
    assert late == []


def test_every_status_qualifier_and_scope_occurs_in_both_languages() -> None:
    for language in LANGUAGES:
        deals = [deal for case in cases(language=language) for deal in case.deals]
        assert {deal.status for deal in deals} == {"talks", "announced", "completed", "cancelled"}
        assert {deal.scope for deal in deals} == {"single", "cumulative", "aggregate"}
        qualifiers = {deal.amount.qualifier for deal in deals if deal.amount is not None}
        assert qualifiers == {"exact", "about", "up_to", "at_least", "range"}


def test_documents_and_labels_pair_up_and_are_plain_json() -> None:
    documents = list(docs())
    labels = list(gold())
    assert [doc["doc"] for doc in documents] == [label["doc"] for label in labels]
    assert json.loads(json.dumps(labels, ensure_ascii=False)) == labels


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"quote": "Acorn raised nothing"}, "no exact substring"),
        ({"status": "rumoured"}, "status"),
        ({"low": "4000000"}, "do not fit the qualifier"),
        ({"extra": ", price: 3"}, "price"),
        ({"name": "Not A Name"}, "name"),
    ],
)
def test_a_wrong_case_is_named(tmp_path: Path, change: dict[str, str], complaint: str) -> None:
    fields = {"name": "acorn", "status": "completed", "quote": "Acorn Chips raised", "low": "5000000", "extra": ""}
    path = tmp_path / "equity.yml"
    path.write_text(CASE.format(**fields), encoding="utf-8")
    assert [case.doc for case in load_file(path, language="en", kind="equity")] == ["en/equity/acorn"]
    path.write_text(CASE.format(**fields | change), encoding="utf-8")
    with pytest.raises(CorpusError, match=complaint) as caught:
        load_file(path, language="en", kind="equity")
    assert str(path) in str(caught.value)
