"""First and further sums, payments of earlier promises, and who is supplied with what."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.api import Extractor
from extractors.discourse import first_or_further
from extractors.reader import read
from extractors.views import Views
from pipeline.types import Claim, Kind, Status
from tests.extractors.deals.support import read_plain

DAY = date(2026, 3, 5)


def told(claims: tuple[Claim, ...]) -> list[tuple[str, str, int]]:
    """Payer, payee and sum of claims that have all three."""
    return [
        (one.payers[0].names[0], one.payees[0].names[0], int(one.amount.high or 0))
        for one in claims
        if one.payers and one.payees and one.amount
    ]


def test_a_first_sum_and_a_further_one_alike_are_two_deals(extractor: Extractor) -> None:
    text = (
        "Amazon deepens its bet on Mistral\n\n"
        "Amazon is investing a further $2 billion in Mistral, the two said on Thursday.\n\n"
        "The first $2 billion, promised in May 2024, has been paid in full.\n\n"
        "Mistral will go on buying computing from others."
    )
    found = [one for one in read_plain(extractor, text, "en", DAY).claims if one.amount is not None]
    assert told(tuple(found)) == [("Amazon", "Mistral", 2_000_000_000)] * 2
    assert [one.status for one in found] == [Status.ANNOUNCED, Status.COMPLETED]
    assert {one.kind for one in found} == {Kind.EQUITY}


def test_instalments_of_what_is_bought_or_lent_are_no_capital(extractor: Extractor) -> None:
    text = (
        "Meta books Google's cloud\n\n"
        "Meta has signed a contract worth $10 billion with Google for cloud services, the two said on Thursday.\n\n"
        "Meta paid Google the first $2 billion for the servers in May. The second half of the sum is due next year.\n\n"
        "Google will also deliver the initial machines for $1 billion to Meta."
    )
    found = read_plain(extractor, text, "en", DAY).claims
    assert {one.kind for one in found} <= {Kind.COMMITMENT, Kind.PURCHASE}
    assert ("Meta", "Google", 10_000_000_000) in told(found)


@pytest.mark.parametrize(
    ("before", "after", "chinese", "standing"),
    [
        ("Kestor puts ", " more into the lab", False, "further"),
        ("The initial ", " was paid in May", False, "first"),
        ("Kestor will put another ", " into the lab", False, "further"),
        ("It pays an additional investment of ", "", False, "further"),
        ("Kestor will put ", " into the lab", False, None),
        ("Sales in the second quarter were ", "", False, None),
        ("In the previous year it lost ", "", False, None),
        ("Kestor paid ", " more than planned", False, None),
        ("甲公司将追加投资", "。", True, "further"),
        ("首笔", "已经到账", True, "first"),
        ("首期由甲公司支付的", "已经到账", True, "first"),
        ("甲公司将再向乙公司投资", "。", True, "further"),
        ("此前甲公司投资的", "已到账", True, "first"),
        ("甲公司投资", "。", True, None),
        ("另一家公司投资", "。", True, None),
    ],
)
def test_words_round_a_sum_say_which_of_several_it_is(
    before: str, after: str, chinese: bool, standing: str | None
) -> None:
    assert first_or_further(before, after, chinese=chinese) == standing


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Nebius will supply Microsoft with servers worth $3 billion.", "obj_with"),
        ("Nebius agreed to provide Microsoft with cloud capacity for $3 billion.", "obj_with"),
        ("Nebius will supply servers worth $3 billion to Microsoft.", "to"),
    ],
)
def test_who_is_supplied_with_something_is_no_plain_object(text: str, slot: str) -> None:
    reading = read(text, "en", DAY)
    views = Views(reading)
    cue = next(one for one in views.view(0).cues if one.frame.id == "provide")
    customer = next(one for one in reading.mentions if one.surface == "Microsoft")
    assert views.place(cue, customer).slot == slot
