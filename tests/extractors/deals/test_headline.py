"""Headlines that hide a name, first and further sums, and who is supplied with what."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.api import Extractor
from extractors.discourse import first_or_further
from extractors.drafts import Draft, Scored
from extractors.headline import told_by_the_body
from extractors.reader import read
from extractors.reading import Reading
from extractors.slots import Place
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


ARTICLE = (
    "Microsoft rents AMD power from a one-time car factory for $3.1 billion\n\n"
    "Nebius said on Thursday that Microsoft had agreed to pay it $3.1 billion for capacity in a hall in Ohio. "
    "AMD makes the processors. Cars were made there until 2011. Nobody was hurt by the change.\n\n"
    "Nebius rose by a tenth. Oracle would also have liked the hall. It pays Nebius $3.1 billion for another."
)


def drafts(*read_as: tuple[int, str, str, float]) -> tuple[Reading, list[Draft]]:
    """Drafts of the article's sentences: sentence, payer, payee, confidence."""
    reading = read(ARTICLE, "en", DAY)
    views = Views(reading)

    def side(name: str) -> list[Scored]:
        mention = next(one for one in reading.mentions if one.surface == name)
        return [Scored(mention.entity, mention, 0.9, {})]

    return reading, [
        Draft(
            sentence,
            views.view(sentence).cues[0],
            next(one for one in reading.anchors if one.sentence == sentence),
            side(payer),
            side(payee),
            confidence,
            Kind.COMMITMENT,
        )
        for sentence, payer, payee, confidence in read_as
    ]


def parties(draft: Draft) -> tuple[str, str]:
    """The names that a draft's parties go by."""
    return draft.payers[0].mention.surface, draft.payees[0].mention.surface


@pytest.mark.parametrize(
    ("read_as", "headline"),
    [
        ([(0, "Microsoft", "AMD", 0.6), (1, "Microsoft", "Nebius", 0.8)], ("Microsoft", "Nebius")),
        ([(0, "Oracle", "Nebius", 0.6), (1, "Microsoft", "Nebius", 0.8)], ("Microsoft", "Nebius")),
        # The headline is surer; no side is shared; the body tells the sum of two pairs.
        ([(0, "Microsoft", "AMD", 0.9), (1, "Microsoft", "Nebius", 0.8)], ("Microsoft", "AMD")),
        ([(0, "Oracle", "AMD", 0.6), (1, "Microsoft", "Nebius", 0.8)], ("Oracle", "AMD")),
        (
            [(0, "Microsoft", "AMD", 0.6), (1, "Microsoft", "Nebius", 0.8), (7, "Oracle", "Nebius", 0.8)],
            ("Microsoft", "AMD"),
        ),
    ],
)
def test_the_body_says_who_the_headline_hides(
    read_as: list[tuple[int, str, str, float]], headline: tuple[str, str]
) -> None:
    reading, given = drafts(*read_as)
    corrected = told_by_the_body(reading, given)
    assert parties(corrected[0]) == headline
    assert corrected[1:] == given[1:]


def test_two_parties_of_one_sum_in_the_headline_stay_two(extractor: Extractor) -> None:
    text = (
        "Nvidia and SoftBank each invest $2 billion in Mistral\n\n"
        "Nvidia will invest $2 billion in Mistral, the French company said on Thursday. SoftBank will also invest "
        "$2 billion in Mistral.\n\n"
        "Talks had lasted since the summer. Both get a seat on the board."
    )
    found = told(read_plain(extractor, text, "en", DAY).claims)
    assert {payer for payer, _, _ in found} == {"Nvidia", "SoftBank"}
    assert {(payee, usd) for _, payee, usd in found} == {("Mistral", 2_000_000_000)}


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


@pytest.mark.parametrize(
    ("before", "after", "chinese", "standing"),
    [
        ("Kestor will put another ", " into the lab", False, "further"),
        ("Kestor puts ", " more into the lab", False, "further"),
        ("The initial ", " was paid in May", False, "first"),
        ("Kestor will put ", " into the lab", False, ""),
        ("甲公司将追加投资", "。", True, "further"),
        ("首笔", "已经到账", True, "first"),
        ("甲公司投资", "。", True, ""),
    ],
)
def test_words_round_a_sum_say_which_of_several_it_is(before: str, after: str, chinese: bool, standing: str) -> None:
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
    place: Place = views.place(cue, customer)
    assert place.slot == slot
