"""What decisions come to on the newest extraction: pure, from decisions and claims to reviewed claims and pairs.

A decision names a claim as it was shown. A later extractor may state the same under another id, so the claim
is known again by its article, quote, kind family, parties and figure; a decision on one claim is not carried
over to a statement that says something else. What a reader accepted or edited stays even where a later
extractor no longer finds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from pipeline.names import fold_name
from pipeline.types import Claim, Money, PartyName
from warehouse.kinds import FAMILY
from warehouse.statements import Statement, with_field


class Action(StrEnum):
    """What a reader does to a claim.

    ``edit`` says that the extractor misread the article, ``settle`` that the article errs: both change the claim,
    and only an edit is a label to learn from. ``merge`` and ``split`` say that two claims tell of one deal or of two.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    SETTLE = "settle"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


class Verdict(StrEnum):
    """What the decisions on a claim come to."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    SETTLED = "settled"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of ``claim_decision``; ``value`` is JSON, or the id of a decision for an undo."""

    decision_id: str
    decided_at: datetime
    author: str
    action: Action
    subject: Statement
    field: str | None = None
    value: str | None = None
    other: Statement | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim after the decisions on it."""

    statement: Statement
    verdict: Verdict
    decision_id: str
    author: str
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two claims of one deal (``together``) or of two (``apart``: the first leaves)."""

    claim_id: str
    other_id: str
    relation: str
    decision_id: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class Effects:
    """What all standing decisions come to; ``waiting`` are decisions whose claim nothing states now."""

    reviewed: tuple[Reviewed, ...] = ()
    pairs: tuple[Pair, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(slots=True)
class _Matter:
    """Decisions on one statement, oldest first, and all forms in which the statement was shown or left."""

    forms: list[Statement] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def stays(self) -> bool:
        """True where a reader vouches for the statement, whatever an extractor finds."""
        last = [one.action for one in self.decisions if one.action in (Action.ACCEPT, Action.EDIT, Action.REJECT)]
        return bool(last) and last[-1] is not Action.REJECT

    @property
    def rejected(self) -> bool:
        last = [one.action for one in self.decisions if one.action in (Action.ACCEPT, Action.EDIT, Action.REJECT)]
        return bool(last) and last[-1] is Action.REJECT


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that are not undone, oldest first; an undo may be undone too."""
    ordered = sorted(decisions, key=lambda one: (one.decided_at, one.decision_id))
    gone: set[str] = set()
    for one in reversed(ordered):
        if one.action is Action.UNDO and one.decision_id not in gone and one.value is not None:
            gone.add(one.value)
    return [one for one in ordered if one.action is not Action.UNDO and one.decision_id not in gone]


def find_effects(
    decisions: Iterable[Decision], extracted: Sequence[Statement], texts: Mapping[str, str] | None = None
) -> Effects:
    """Reviewed claims and pairs of the decisions, by id.

    ``extracted`` are the newest claims of the articles (and addresses) that the decisions name; ``texts`` the texts
    of these articles: a claim that no extractor finds now is kept only where its quote still stands there.
    """
    kept = standing(decisions)
    matters = _matters(kept)
    bearers = _bearers(matters, extracted)
    reviewed: dict[str, Reviewed] = {}
    waiting: set[str] = set()
    home: dict[str, str] = {}
    for number, matter in enumerate(matters):
        own = matter.forms[-1].claim
        found = list(bearers.get(number, ()))
        if matter.stays and not any(one.claim.article_id == own.article_id for one in found):
            again = _kept(matter, texts or {})
            found += [again] if again is not None else []
        for statement in found:
            if (result := _judge(matter, statement)) is not None:
                reviewed[statement.claim.claim_id] = result
        if not found:
            waiting |= {one.decision_id for one in matter.decisions}
        own_bearer = next((one for one in found if one.claim.article_id == own.article_id), None)
        if own_bearer is not None:
            home |= {form.claim.claim_id: own_bearer.claim.claim_id for form in matter.forms}
    pairs, lost = _pairs(kept, home, reviewed)
    return Effects(
        tuple(reviewed[claim_id] for claim_id in sorted(reviewed)), tuple(sorted(pairs)), tuple(sorted(waiting | lost))
    )


def _matters(decisions: Sequence[Decision]) -> list[_Matter]:
    """Decisions gathered by statement: shown under one id, or the same under the id of another extraction."""
    by_id: dict[str, _Matter] = {}
    by_article: dict[str, list[_Matter]] = defaultdict(list)
    found: list[_Matter] = []

    def matter_of(statement: Statement) -> _Matter:
        matter = by_id.get(statement.claim.claim_id) or _same_matter(by_article[statement.claim.article_id], statement)
        if matter is None:
            matter = _Matter()
            found.append(matter)
            by_article[statement.claim.article_id].append(matter)
        by_id[statement.claim.claim_id] = matter
        matter.forms.append(statement)
        return matter

    for one in decisions:
        matter = matter_of(one.subject)
        if one.action in (Action.MERGE, Action.SPLIT):
            if one.other is not None:
                matter_of(one.other)
            continue
        matter.decisions.append(one)
        if one.action in (Action.EDIT, Action.SETTLE) and one.field is not None and one.value is not None:
            matter.forms.append(with_field(one.subject, one.field, one.value))
    return found


def _same_matter(matters: Iterable[_Matter], statement: Statement) -> _Matter | None:
    """The matter that was decided on under another extractor; two claims of one extractor are two matters."""
    fits = [
        (rank, number, matter)
        for number, matter in enumerate(matters)
        if statement.claim.extractor not in {form.claim.extractor for form in matter.forms}
        for form in matter.forms
        if (rank := _likeness(form, statement, strict=True)) is not None
    ]
    return min(fits, key=lambda fit: fit[:2])[2] if fits else None


def _bearers(matters: Sequence[_Matter], extracted: Sequence[Statement]) -> dict[int, list[Statement]]:
    """Which extracted claim bears the decisions of which matter: at most one of each article and version."""
    by_article: dict[str, list[Statement]] = defaultdict(list)
    articles_of_url: dict[str, set[str]] = defaultdict(set)
    for statement in extracted:
        by_article[statement.claim.article_id].append(statement)
        articles_of_url[statement.url].add(statement.claim.article_id)
    offers: list[tuple[tuple[object, ...], int, str, Statement]] = []
    for number, matter in enumerate(matters):
        articles = {form.claim.article_id for form in matter.forms}
        articles |= {one for form in matter.forms if form.url for one in articles_of_url[form.url]}
        for article in articles:
            for statement in by_article[article]:
                ranks = [
                    rank
                    for form in matter.forms
                    if (rank := _likeness(form, statement, strict=matter.rejected)) is not None
                ]
                if ranks:
                    offers.append((min(ranks), number, article, statement))
    offers.sort(key=lambda offer: (offer[0], offer[1], offer[3].claim.claim_id))
    taken: set[str] = set()
    served: set[tuple[int, str]] = set()
    found: dict[int, list[Statement]] = defaultdict(list)
    for _, number, article, statement in offers:
        if statement.claim.claim_id in taken or (number, article) in served:
            continue
        taken.add(statement.claim.claim_id)
        served.add((number, article))
        found[number].append(statement)
    return found


def _likeness(form: Statement, statement: Statement, *, strict: bool) -> tuple[int, ...] | None:
    """How surely an extracted claim states what was decided on, best first; None where it says something else.

    ``strict``: another figure is another statement. Else a reader's word also stands over another reading of the
    very same quote.
    """
    one, other = form.claim, statement.claim
    if one.claim_id == other.claim_id:
        return (0, 0, 0, 0, 0)
    if FAMILY[one.kind] != FAMILY[other.kind] or not _one_place(one, other):
        return None
    shared = [_shared(one.payers, other.payers), _shared(one.payees, other.payees)]
    if None not in shared and not all(shared):
        return None
    if not any(shared):
        return None
    same_figure = _figure(one.amount) == _figure(other.amount) and one.stake_pct == other.stake_pct
    if not same_figure and (strict or one.article_id != other.article_id or one.quote != other.quote):
        return None
    if not same_figure and 0 in shared:
        return None
    overlap = min(one.quote.end, other.quote.end) - max(one.quote.start, other.quote.start)
    count = sum(number or 0 for number in shared)
    return (1, int(not same_figure), int(one.kind is not other.kind), -count, -overlap)


def _one_place(one: Claim, other: Claim) -> bool:
    """Quotes overlap; of two versions of an article they must be the same words."""
    if one.article_id == other.article_id:
        return one.quote.overlaps(other.quote)
    return one.quote_text.split() == other.quote_text.split()


def _shared(one: Sequence[PartyName], other: Sequence[PartyName]) -> int | None:
    """Parties of a side that both name; None where one of the two leaves the side open."""
    if not one or not other:
        return None
    keys = [_keys(party) for party in other]
    return sum(any(_keys(party) & theirs for theirs in keys) for party in one)


def _keys(party: PartyName) -> set[str]:
    return {fold_name(name) for name in party.names} | ({f"id {party.party_id}"} if party.party_id else set())


def _figure(amount: Money | None) -> tuple[object, ...] | None:
    return None if amount is None else (amount.low, amount.high, amount.currency)


def _kept(matter: _Matter, texts: Mapping[str, str]) -> Statement | None:
    """The statement as it was last shown, where its quote still stands in the article."""
    last = matter.decisions[-1].subject
    text = texts.get(last.claim.article_id)
    return last if text is not None and last.claim.quote.of(text) == last.claim.quote_text else None


def _judge(matter: _Matter, statement: Statement) -> Reviewed | None:
    """The claim after all decisions on it; None where there are only pairs."""
    verdict: Verdict | None = None
    told: Statement | None = None
    settled: dict[str, str] = {}
    for one in matter.decisions:
        if one.action is Action.REJECT:
            verdict = Verdict.REJECTED
        elif one.action is Action.ACCEPT:
            told = told or one.subject
            verdict = Verdict.EDITED if verdict is Verdict.EDITED else Verdict.ACCEPTED
        elif one.action is Action.EDIT and one.field is not None and one.value is not None:
            told = with_field(told or one.subject, one.field, one.value)
            verdict = Verdict.EDITED
            settled.pop(one.field, None)
        elif one.action is Action.SETTLE and one.field is not None and one.value is not None:
            settled[one.field] = one.value
            verdict = verdict or Verdict.SETTLED
    if verdict is None:
        return None
    last = matter.decisions[-1]
    if verdict is Verdict.REJECTED:
        return Reviewed(statement, verdict, last.decision_id, last.author)
    result = statement if told is None else _told(told, statement)
    for name, value in settled.items():
        result = with_field(result, name, value)
    return Reviewed(result, verdict, last.decision_id, last.author, tuple(sorted(settled)))


def _told(told: Statement, statement: Statement) -> Statement:
    """What a reader vouches for, under the id and at the place of the claim that bears it."""
    place = statement.claim
    claim = replace(
        told.claim,
        claim_id=place.claim_id,
        article_id=place.article_id,
        quote=place.quote,
        quote_text=place.quote_text,
        extractor=place.extractor,
        confidence=1.0,
        sure=True,
    )
    return Statement(claim, statement.url, told.change)


def _pairs(
    decisions: Sequence[Decision], home: Mapping[str, str], reviewed: Mapping[str, Reviewed]
) -> tuple[list[Pair], set[str]]:
    """What stands of merges and splits, and decisions whose claims are not both there."""
    words: list[Pair] = []
    lost: set[str] = set()
    gone = {claim_id for claim_id, result in reviewed.items() if result.verdict is Verdict.REJECTED}
    for one in decisions:
        if one.other is None:
            continue
        first, second = home.get(one.subject.claim.claim_id), home.get(one.other.claim.claim_id)
        if first is None or second is None or first == second or {first, second} & gone:
            lost.add(one.decision_id)
        else:
            words.append(Pair(first, second, _RELATION[one.action], one.decision_id))
    return reconciled(words), lost


def reconciled(words: Iterable[Pair]) -> list[Pair]:
    """Pairs of which none contradicts another, the last word first: a merge ends what kept its claims apart.

    A claim that leaves another's deal leaves all that ties it there; what it is tied to later, it keeps.
    """
    left: dict[frozenset[str], Pair] = {}
    for word in words:
        left[frozenset((word.claim_id, word.other_id))] = word
        tied = _tied(word.claim_id, left.values())
        stale: list[frozenset[str]] = []
        if word.relation == "together":
            stale = [ends for ends, one in left.items() if one.relation == "apart" and ends <= tied]
        elif word.other_id in tied:
            stale = [ends for ends, one in left.items() if one.relation == "together" and word.claim_id in ends]
        for ends in stale:
            del left[ends]
    return list(left.values())


def _tied(claim_id: str, pairs: Iterable[Pair]) -> set[str]:
    """The claim and all that merges tie it to, by whatever way."""
    ties = [{pair.claim_id, pair.other_id} for pair in pairs if pair.relation == "together"]
    found = {claim_id}
    while more := [tie for tie in ties if tie & found and not tie <= found]:
        found.update(*more)
    return found


_RELATION = MappingProxyType({Action.MERGE: "together", Action.SPLIT: "apart"})


def labels_of(effects: Effects) -> dict[str, Reviewed]:
    """Reviewed claims that say what their article says, by id: settled ones do not, for there the article errs."""
    return {one.statement.claim.claim_id: one for one in effects.reviewed if not one.settled}
