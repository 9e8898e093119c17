"""One sum at several places is one sum, ranges are not; masked words hold for every company; one text is no lesson."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.candidates import Proposer
from extractors.choice import choice_model
from extractors.hypotheses import hypotheses, view_figures
from extractors.ranking import only, shared_features
from extractors.reader import read
from extractors.sums import one_sum
from pipeline.types import Money, Qualifier


def usd(low: str | None, high: str | None, qualifier: Qualifier = Qualifier.EXACT) -> Money:
    return Money(Decimal(low) if low else None, Decimal(high) if high else None, "USD", qualifier)


EXACT = usd("4e9", "4e9")
CEILING = usd(None, "4e9", Qualifier.UP_TO)
FLOOR = usd("4e9", None, Qualifier.AT_LEAST)
RANGE = usd("3e9", "4e9", Qualifier.RANGE)


@pytest.mark.parametrize(("a", "b"), [(EXACT, CEILING), (EXACT, FLOOR), (CEILING, FLOOR), (RANGE, RANGE)])
def test_a_common_bound_is_one_sum(a: Money, b: Money) -> None:
    assert one_sum(a, b)
    assert one_sum(b, a)


@pytest.mark.parametrize("other", [EXACT, CEILING, FLOOR, usd("1e9", "4e9", Qualifier.RANGE), None])
def test_a_range_is_only_the_very_same_range(other: Money | None) -> None:
    assert not one_sum(RANGE, other)
    assert not one_sum(other, RANGE)


def test_another_currency_is_another_sum() -> None:
    assert not one_sum(EXACT, Money(Decimal("4e9"), Decimal("4e9"), "EUR", Qualifier.EXACT))


TWICE = (
    "Tarnhelm Optics raises $48 million for lenses that see through fog\n\n"
    "The Ghent start-up said on Tuesday that Quayside Ventures had led the round.\n\n"
    "Quayside Ventures, which led the $48 million round, put $2.5 million into Tarnhelm Optics two years ago."
)


def test_places_of_one_sum_lend_each_other_their_parties() -> None:
    proposer = Proposer(read(TWICE, "en", None))
    headline, again, earlier = view_figures(proposer, choice_model("en"))
    assert headline.siblings == [again]
    assert again.siblings == [headline]
    assert earlier.siblings == []
    named = {
        proposer.reading.entities[option.payer.entity].names[0]
        for option in hypotheses(proposer.reading.entities, headline)
        if option.payer is not None
    }
    assert "Quayside Ventures" in named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amazon will invest $4 billion in Anthropic.", "Google will invest $2.5 billion in Mistral."),
        ("亚马逊向Anthropic投资40亿美元。", "谷歌向Mistral投资25亿美元。"),
    ],
)
def test_masked_words_do_not_tell_who_and_how_much(one: str, other: str) -> None:
    language = "zh" if "投资" in one else "en"
    lines = [Proposer(read(text, language, None)).line(0).words for text in (one, other)]
    assert lines[0] == lines[1]
    assert "$" in lines[0]
    assert "@org" in lines[0]


def test_what_fewer_than_three_texts_show_is_not_weighed() -> None:
    rows = [("a", {"x": 1.0, "y": 1.0}), ("b", {"x": 1.0, "y": 1.0}), ("b", {"y": 1.0}), ("c", {"x": 1.0})]
    kept = shared_features(rows)
    assert kept == {"x"}
    assert only({"x": 1.0, "y": 1.0}, kept) == {"x": 1.0}
