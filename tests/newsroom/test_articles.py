"""The newsroom's articles: how many of which sort, no sentence twice, every quote in its text."""

import re
from collections import Counter

import pytest

from pipeline.newsroom import docs, gold
from pipeline.newsroom.articles import Amount, Deal, Piece, pieces, publications, wire_of
from pipeline.types import Kind, Qualifier, Scope, Status

SENTENCE = re.compile(r"[^。！？\n]+[。！？]|[^.!?\n]+[.!?](?=\s|$)")


def script_of(piece: Piece) -> str:
    return publications()[piece.publication].script


def test_enough_articles_of_every_script_and_encoding():
    scripts = Counter(script_of(piece) for piece in pieces().values())
    encodings = Counter((script_of(piece), wire_of(piece).encoding) for piece in pieces().values())
    assert scripts["Hans"] >= 13
    assert scripts["Hant"] >= 5
    assert scripts["Latn"] >= 16
    assert encodings["Hans", "gb18030"] >= 4
    assert encodings["Hant", "big5"] >= 2
    assert {"utf-8", "windows-1252"} <= {encoding for _, encoding in encodings}


def test_simplified_pages_need_more_than_the_gb2312_they_declare():
    bodies = [piece.text for piece in pieces().values() if wire_of(piece).encoding == "gb18030"]
    too_wide = [text for text in bodies if text.encode("gb2312", "ignore").decode("gb2312") != text]
    assert too_wide


@pytest.mark.parametrize("piece", pieces().values(), ids=lambda piece: piece.id)
def test_an_article_reads_like_one(piece: Piece):
    assert 4 <= len(piece.paragraphs) <= 11
    assert not re.search(r"\[(caption|ad|more)\]", piece.text)
    assert all(deal.quote in piece.text for deal in piece.deals)


@pytest.mark.parametrize("piece", pieces().values(), ids=lambda piece: piece.id)
def test_dates_are_not_after_the_day_of_the_report(piece: Piece):
    day = piece.published.date().isoformat()
    assert all(deal.date is None or deal.date <= day for deal in piece.deals)


@pytest.mark.parametrize("piece", pieces().values(), ids=lambda piece: piece.id)
def test_collateral_is_quoted_from_the_article(piece: Piece):
    assert all(deal.collateral is None or deal.collateral in piece.text for deal in piece.deals)


def test_no_two_articles_share_a_sentence_unless_one_is_a_copy():
    owner: dict[str, str] = {}
    shared = []
    for piece in pieces().values():
        original = piece.reprint_of or piece.id
        for sentence in {found.strip() for found in SENTENCE.findall(piece.text) if len(found) > 20}:
            if owner.setdefault(sentence, original) != original:
                shared.append((sentence, owner[sentence], piece.id))
    assert shared == []


def test_copies_have_another_headline_and_most_of_the_text():
    copies = [piece for piece in pieces().values() if piece.reprint_of]
    assert {publications()[piece.publication].language for piece in copies} == {"en", "zh"}
    for piece in copies:
        original = pieces()[piece.reprint_of]
        assert piece.title != original.title
        assert piece.publication != original.publication
        assert 0.6 < len(piece.paragraphs) / len(original.paragraphs) < 1


def test_a_copy_states_what_its_original_does():
    by_doc = {row["doc"]: row["deals"] for row in gold()}
    copy = {deal["quote"] for deal in by_doc["ledger-2025-openai-aws"]}
    assert copy == {deal["quote"] for deal in by_doc["wire-2025-openai-aws"]}


def test_docs_and_gold_name_the_same_articles():
    assert [row["doc"] for row in docs()] == [row["doc"] for row in gold()] == list(pieces())


def test_records_name_a_party_first_as_the_article_does():
    for doc, row in zip(docs(), gold(), strict=True):
        for deal in row["deals"]:
            for party in [*deal["payer"], *deal["payee"]]:
                anywhere = [name for name in party if name in doc["text"]]
                assert not anywhere or party[0] in doc["text"]


def test_the_short_form_of_an_amount():
    assert Amount.parse("USD up_to 4e9") == Amount(low=None, high=4 * 10**9, currency="USD", qualifier=Qualifier.UP_TO)
    assert Amount.parse("CNY range 3e9..4e9").low == 3 * 10**9
    assert Amount.parse("USD at_least 2.5e9").high is None


@pytest.mark.parametrize("text", ["4e9", "USD exact", "USD exact 1..2", "USD range 1e9", "usd exact 1", "USD hefty 3"])
def test_a_malformed_amount_is_refused(text: str):
    with pytest.raises(ValueError, match=r"amount|valid Qualifier"):
        Amount.parse(text)


def test_a_deal_without_a_party_is_refused():
    with pytest.raises(ValueError, match="needs a party"):
        Deal(kind="equity", status="announced", quote="somebody invests")


def test_every_kind_status_scope_and_qualifier_occurs_for_sure():
    sure = [deal for piece in pieces().values() for deal in piece.deals if deal.sure]
    assert {deal.kind for deal in sure} == set(Kind)
    assert {deal.status for deal in sure} == set(Status)
    assert {deal.scope for deal in sure} == set(Scope)
    assert {deal.amount.qualifier for deal in sure if deal.amount} == set(Qualifier)
