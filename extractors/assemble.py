"""From drafts to claims: places that speak of one deal brought together, then every field read and grounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.discourse import Standing, first_or_further
from extractors.drafts import Draft, Scored
from extractors.features.shape import local
from extractors.fieldplace import EARLY, OPENING, FieldPlace
from extractors.kinds import exact_kind
from extractors.reading import Anchor, Reading
from extractors.scopes import collateral_of, is_beyond_one_deal, is_exclusive, scope_of
from extractors.statuschoice import choose_status
from extractors.sums import one_sum
from extractors.terms import find_terms
from extractors.when import anchor_date
from extractors.when.datechoice import choose_date
from pipeline.types import Claim, Evidence, Kind, Money, PartyName, Scope, Span, Status, Term, content_key

QUOTE_LIMIT = 200
STAKE_REACH = 1
"""Sentences between an amount and the stake that it bought."""
SPECIFIC_FIGURES = 3
COLLATERAL_REACH = 2
SMALL_SHARE = 20
"""An amount under a twentieth of a loan is no other loan."""
_FUNDING = (Kind.EQUITY, Kind.DEBT, Kind.FINANCING)
_SUPPLY = (Kind.COMMITMENT, Kind.PURCHASE)


@dataclass(slots=True)
class Fields:
    """What one place says besides the parties, the status and the date, which all places decide together."""

    kind: Kind
    amount: Money | None
    stake: Decimal | None
    term: Term | None
    scope: Scope
    exclusive: bool
    collateral: str | None


@dataclass(slots=True)
class Statement:
    """One deal of the article with all drafts that state it; the first draft gives the quote."""

    drafts: list[Draft]
    fields: list[Fields]

    @property
    def lead(self) -> Draft:
        """The draft with the surest parties."""
        return self.drafts[0]


def assemble(reading: Reading, drafts: list[Draft], *, article_id: str, version: str) -> tuple[Claim, ...]:
    """The claims of an article, in order of their quotes."""
    texts = tuple(sentence.text for sentence in reading.sentences)
    day = anchor_date(reading.text, reading.language, reading.published)
    claims = []
    for statement in gather(reading, drafts):
        places = [place_of(reading, draft, texts, day) for draft in statement.drafts]
        status = choose_status(places)
        claims.append(claim_of(reading, statement, status, choose_date(places, status), article_id, version))
    return tuple(sorted(claims, key=lambda claim: (claim.quote.start, claim.claim_id)))


def gather(reading: Reading, drafts: list[Draft]) -> list[Statement]:
    """The drafts of an article brought together by the deal that they state."""
    statements: list[Statement] = []
    for draft in sorted(drafts, key=lambda d: (d.anchor is None, _is_stake(d), -_weight(d))):
        fields = read_fields(reading, draft)
        homes = [s for s in statements if _same_deal(reading, s, draft, fields)]
        home = min(homes, key=lambda s: _away(s, draft)) if homes and _is_stake(draft) else next(iter(homes), None)
        if home is None:
            statements.append(Statement([draft], [fields]))
        else:
            home.drafts.append(draft)
            home.fields.append(fields)
    return statements


def _is_stake(draft: Draft) -> bool:
    return draft.anchor is not None and draft.anchor.money is None


def _away(statement: Statement, stake: Draft) -> tuple[bool, int]:
    """How far a stake's figure lies from a statement's, which must be of its sentence or the one before."""
    here, there = stake.anchor, statement.lead.anchor
    if here is None or there is None:
        return True, 0
    apart = max(here.full.start - there.full.end, there.full.start - here.full.end)
    return statement.lead.sentence != stake.sentence, apart


def _weight(draft: Draft) -> float:
    return draft.confidence + sum(item.score for item in (*draft.payers[:1], *draft.payees[:1]))


def read_fields(reading: Reading, draft: Draft) -> Fields:
    """Kind, amount, stake, term, scope, exclusivity and collateral as one place states them."""
    sentence = reading.sentences[draft.sentence]
    text, base = sentence.text, sentence.span.start
    kind = exact_kind(reading, draft)
    cue = Span(draft.cue.start, draft.cue.end)
    figure = Span(draft.anchor.full.start - base, draft.anchor.full.end - base) if draft.anchor else cue
    money = draft.anchor.money if draft.anchor is not None else None
    scope = Scope.SINGLE if money is None else scope_of(text, figure, reading.language)
    if money is not None and scope is Scope.SINGLE and is_beyond_one_deal(money):
        scope = Scope.AGGREGATE
    term = None
    if kind in _SUPPLY or kind in (Kind.DEBT, Kind.GUARANTEE, Kind.REVENUE_SHARE):
        terms = find_terms(text, reading.language)
        if terms:
            term = min(terms, key=lambda t: min(abs(t.span.start - figure.end), abs(figure.start - t.span.end))).term
    collateral = _collateral(reading, draft) if kind in (Kind.DEBT, Kind.FINANCING) else None
    exclusive = kind in _SUPPLY and is_exclusive(text, reading.language) is not None
    return Fields(
        kind=kind,
        amount=money,
        stake=_stake(reading, draft, kind),
        term=term,
        scope=scope,
        exclusive=exclusive,
        collateral=collateral,
    )


def place_of(reading: Reading, draft: Draft, texts: tuple[str, ...], day: date | None) -> FieldPlace:
    """The draft's place as the choosers of status and date see it; ``texts`` are the article's sentences."""
    base = reading.sentences[draft.sentence].span.start
    figure = draft.anchor.full if draft.anchor else None
    return FieldPlace(
        sentences=texts,
        index=draft.sentence,
        cue=Span(draft.cue.start, draft.cue.end),
        figure=Span(figure.start - base, figure.end - base) if figure else None,
        kind=exact_kind(reading, draft),
        language=reading.language,
        day=day,
        news=_is_news(reading, draft),
        others=tuple(
            Span(a.full.start - base, a.full.end - base)
            for a in reading.anchors
            if a.sentence == draft.sentence and a.money is not None and a is not draft.anchor
        ),
        sides=tuple(
            tuple(name for item in items for name in reading.entities[item.entity].names)
            for items in (draft.payers, draft.payees)
            if items
        ),
    )


def _collateral(reading: Reading, draft: Draft) -> str | None:
    """What secures the loan, in its sentence or in the next ones up to another loan's sum."""
    for index in range(draft.sentence, min(len(reading.sentences), draft.sentence + 1 + COLLATERAL_REACH)):
        text = reading.sentences[index].text
        span = collateral_of(text, reading.language)
        if span is not None:
            return span.of(text)
        if any(a.sentence == index + 1 and a.money is not None and _is_sum(a, draft) for a in reading.anchors):
            return None
    return None


def _is_sum(anchor: Anchor, draft: Draft) -> bool:
    """True for an amount of the loan's order, not a price or a fee beside it."""
    ours = draft.anchor.money if draft.anchor else None
    other = anchor.money
    if ours is None or other is None or anchor.unit_price:
        return False
    return (other.high or other.low or 0) * SMALL_SHARE >= (ours.high or ours.low or 0)


def _stake(reading: Reading, draft: Draft, kind: Kind) -> Decimal | None:
    if draft.anchor is not None and draft.anchor.stake is not None:
        return draft.anchor.stake
    if draft.anchor is None or kind not in (Kind.EQUITY, Kind.ACQUISITION, Kind.EQUITY_GRANT):
        return None
    stakes = [a for a in reading.anchors if a.sentence == draft.sentence and a.stake is not None]
    sums = [a for a in reading.anchors if a.sentence == draft.sentence and a.money is not None]
    return stakes[0].stake if len(stakes) == 1 and len(sums) == 1 else None


def _is_news(reading: Reading, draft: Draft) -> bool:
    """True for the article's own news: told at its start, a sum of its start again, or early and of its topic."""
    if draft.sentence <= OPENING:
        return True
    head = [a.money for a in reading.anchors if a.sentence <= OPENING and a.money is not None]
    if draft.anchor is not None and draft.anchor.money in head:
        return True
    parties = _entities(draft.payers) | _entities(draft.payees)
    return draft.sentence <= EARLY and reading.topic in parties


def _family(kind: Kind) -> str:
    return "funding" if kind in _FUNDING else "supply" if kind in _SUPPLY else str(kind)


def _entities(items: list[Scored]) -> set[int]:
    return {item.entity for item in items}


def _overlap(a: set[int], b: set[int]) -> bool:
    return not a or not b or bool(a & b)


def _same_deal(reading: Reading, statement: Statement, draft: Draft, fields: Fields) -> bool:
    """True where a draft speaks of a statement's deal: by amount and a shared side, by stake, or by both parties."""
    lead, known = statement.lead, statement.fields[0]
    payers = _overlap(_entities(draft.payers), _entities(lead.payers))
    payees = _overlap(_entities(draft.payees), _entities(lead.payees))
    both = bool(_entities(draft.payers) & _entities(lead.payers)) and bool(
        _entities(draft.payees) & _entities(lead.payees)
    )
    related = _family(known.kind) == _family(fields.kind)
    if draft.anchor is None:
        return related and both
    if draft.anchor.money is not None and known.amount is not None:
        if not one_sum(draft.anchor.money, known.amount) or _apart(reading, statement, draft):
            return False
        if both:
            return True
        if not related or known.scope is not fields.scope:
            return False
        return (payers and payees) or (is_specific(known.amount) and _touch(lead, draft))
    if not payers or not payees or not related:
        return False
    if draft.anchor.stake is not None and draft.anchor.money is None:
        if known.amount is None:
            return draft.anchor.stake == known.stake
        return both and 0 <= draft.sentence - lead.sentence <= STAKE_REACH and known.stake in (None, draft.anchor.stake)
    return False


def _touch(lead: Draft, draft: Draft) -> bool:
    """True where two drafts share a party in any role."""
    return bool((_entities(lead.payers) | _entities(lead.payees)) & (_entities(draft.payers) | _entities(draft.payees)))


def _apart(reading: Reading, statement: Statement, draft: Draft) -> bool:
    """True where a draft and a place of the statement speak of a first and of a further sum, which are two sums."""
    ours = _standing(reading, draft)
    theirs = {_standing(reading, one) for one in statement.drafts}
    return (ours == "first" and "further" in theirs) or (ours == "further" and "first" in theirs)


def _standing(reading: Reading, draft: Draft) -> Standing | None:
    if draft.anchor is None:
        return None
    sentence = reading.sentences[draft.sentence]
    start, end = local(draft.anchor, sentence)
    return first_or_further(sentence.folded[:start], sentence.folded[end:], chinese=reading.language == "zh")


def is_specific(money: Money) -> bool:
    """True for three or more figures ($14.3 billion has three): one text seldom has two such deals alike."""
    value = money.low if money.low is not None else money.high
    return value is not None and len(str(int(value)).rstrip("0")) >= SPECIFIC_FIGURES


def claim_of(
    reading: Reading, statement: Statement, status: Status, when: str | None, article_id: str, version: str
) -> Claim:
    """The claim of a statement whose status and date are chosen; a cumulative sum has no date."""
    lead, fields = statement.lead, statement.fields[0]
    payers = next((d.payers for d in statement.drafts if d.payers), [])
    payees = next((d.payees for d in statement.drafts if d.payees), [])
    seen = _entities(payees)
    members = [item for item in payers if item.entity not in seen]
    for draft in statement.drafts[1:]:
        members += [item for item in draft.payers if item.entity not in seen | _entities(members)]
    amount = (
        max((f.amount for f in statement.fields if f.amount is not None), key=_precision, default=None)
        if fields.amount
        else None
    )
    stake = next((f.stake for f in statement.fields if f.stake is not None), None)
    quote = quote_span(reading, lead)
    evidence = [Evidence("payer", item.mention.span) for item in members[:8]] + [
        Evidence("payee", item.mention.span) for item in payees[:8]
    ]
    if lead.anchor is not None:
        evidence.append(Evidence("amount" if lead.anchor.money is not None else "stake_pct", lead.anchor.full))
    base = reading.sentences[lead.sentence].span.start
    evidence.append(Evidence("kind", Span(base + lead.cue.start, base + lead.cue.end)))
    key = content_key(
        "claim",
        article_id,
        str(fields.kind),
        repr(amount),
        repr(stake),
        "|".join(_names(reading, i)[0] for i in members),
        "|".join(_names(reading, i)[0] for i in payees),
        f"{quote.start}:{quote.end}",
    )
    return Claim(
        claim_id=key,
        article_id=article_id,
        kind=fields.kind,
        payers=tuple(_party(reading, item) for item in members[:8]),
        payees=tuple(_party(reading, item) for item in payees[:8]),
        amount=amount,
        stake_pct=stake,
        term=next((f.term for f in statement.fields if f.term is not None), None),
        status=status,
        date=None if fields.scope is Scope.CUMULATIVE else when,
        scope=fields.scope,
        exclusive=any(f.exclusive for f in statement.fields),
        collateral=next((f.collateral for f in statement.fields if f.collateral), None),
        quote=quote,
        quote_text=quote.of(reading.text),
        confidence=round(lead.confidence, 4),
        sure=amount is not None or stake is not None or lead.confidence >= 0.6,
        evidence=tuple(evidence),
        extractor=version,
    )


def _precision(money: Money) -> tuple[int, int]:
    return (sum(bound is not None for bound in (money.low, money.high)), 1)


def _names(reading: Reading, item: Scored) -> list[str]:
    entity = reading.entities[item.entity]
    surface = item.mention.surface if not item.mention.anaphor and item.mention.source != "description" else ""
    names = [surface, *entity.names] if surface else entity.names
    return list(dict.fromkeys(names))


def _party(reading: Reading, item: Scored) -> PartyName:
    entity = reading.entities[item.entity]
    return PartyName(tuple(_names(reading, item)), entity.party_id, item.mention.span)


def quote_span(reading: Reading, draft: Draft) -> Span:
    """The shortest stretch of the sentence with figure, deal word and the parties named there, within the limit."""
    sentence = reading.sentences[draft.sentence]
    base = sentence.span.start
    core = [Span(base + draft.cue.start, base + draft.cue.end)]
    if draft.anchor is not None:
        core.append(draft.anchor.full)
    parts = core + [
        item.mention.span for item in (*draft.payers, *draft.payees) if item.mention.sentence == draft.sentence
    ]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    if end - start > QUOTE_LIMIT:
        start, end = min(p.start for p in core), max(p.end for p in core)
    if end - start > QUOTE_LIMIT:
        start, end = core[-1].start, core[-1].end
    return Span(start, min(end, start + QUOTE_LIMIT))
