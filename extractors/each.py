"""One sum for several deals ("$200 million each", 各投1亿元), and several sums for several parties in their order.

The words are in ``data/lists.yml``.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.drafts import Draft, Scored
from extractors.listing import ListWords, list_words, row_of
from extractors.reading import Anchor, Mention, Reading, Sentence

_REACH = 40
"""Code points from "the same amount in" to the party that it is for."""


def one_each(reading: Reading, draft: Draft) -> list[Draft]:
    """A draft with the party that its sum belongs to, or one draft for each party where the sum is each one's own."""
    if draft.anchor is None:
        return [draft]
    words = list_words(reading.language)
    sentence = reading.sentences[draft.sentence]
    ordered = _in_order(reading, words, draft, draft.anchor, sentence)
    if ordered is not None:
        return [ordered]
    held = [item for item in draft.payees if draft.anchor.stake is not None and _touches(draft.anchor, item.mention)]
    if held:
        return [replace(draft, payees=held[:1])]
    same = [item for item in _same_amount(reading, words, draft, sentence) if not _holds(draft, item)]
    if same:
        return [replace(draft, payees=[payee]) for payee in (*draft.payees, *same)]
    if len(_figures_in_a_row(reading, words, draft.anchor)) > 1:
        return [draft]
    each = _says_each(words, draft.anchor, sentence)
    if len(draft.payees) > 1 and (each or _is_plural(words, draft, sentence)):
        return [replace(draft, payees=[payee]) for payee in draft.payees]
    if each and len(draft.payers) > 1 and all(item.mention.sentence == draft.sentence for item in draft.payers):
        return [replace(draft, payers=[payer]) for payer in draft.payers]
    return [draft]


def _touches(anchor: Anchor, mention: Mention) -> bool:
    """True for a party right before its stake: 甲55%股权和乙100%股权."""
    return 0 <= anchor.full.start - mention.span.end <= 1


def _holds(draft: Draft, item: Scored) -> bool:
    return any(item.entity == other.entity for other in (*draft.payers, *draft.payees))


def _in_order(reading: Reading, words: ListWords, draft: Draft, anchor: Anchor, sentence: Sentence) -> Draft | None:
    """The draft with the one party of a list that its sum belongs to: 分别向甲、乙投资1亿元和2亿元."""
    if not words.in_order.search(sentence.folded):
        return None
    figures = _figures_in_a_row(reading, words, anchor)
    if len(figures) < 2:
        return None
    at = next(i for i, figure in enumerate(figures) if figure is anchor)
    for role, items in (("payees", draft.payees), ("payers", draft.payers)):
        row = next((found for item in items if len(found := row_of(reading, item.mention)) == len(figures)), None)
        if row is not None and row[0].sentence == draft.sentence:
            return _with_one(draft, role, row, at)
    return None


def _with_one(draft: Draft, role: str, row: list[Mention], at: int) -> Draft:
    """The draft with only the member ``at`` of a list in a role, and no other of the list in the other role."""
    listed = {mention.entity for mention in row}
    known = {item.entity: item for item in (*draft.payers, *draft.payees)}
    mention = row[at]
    one = [known.get(mention.entity, Scored(mention.entity, mention, 0.5, {}))]
    others = draft.payers if role == "payees" else draft.payees
    rest = [item for item in others if item.entity not in listed]
    return replace(draft, payees=one, payers=rest) if role == "payees" else replace(draft, payers=one, payees=rest)


def _figures_in_a_row(reading: Reading, words: ListWords, anchor: Anchor) -> list[Anchor]:
    """The sums (or the stakes) that stand side by side with one, itself included, in order."""
    row = [
        other
        for other in reading.anchors
        if other.sentence == anchor.sentence and (other.money is None) is (anchor.money is None)
    ]
    groups: list[list[Anchor]] = []
    for figure in row:
        last = groups[-1][-1] if groups else None
        if last is not None and words.figure_joint.fullmatch(reading.text[last.full.end : figure.full.start]):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return next(group for group in groups if any(figure is anchor for figure in group))


def _says_each(words: ListWords, anchor: Anchor, sentence: Sentence) -> bool:
    """True for "each" near the figure."""
    here = anchor.full.end - sentence.span.start
    return bool(words.each.search(sentence.folded[max(0, here - words.each_before) : here + words.each_after]))


def _is_plural(words: ListWords, draft: Draft, sentence: Sentence) -> bool:
    """True for a plural deal word with a figure under it ("awards of $5 million")."""
    return draft.cue.word >= 0 and sentence.words[draft.cue.word].tag in words.plural


def _same_amount(reading: Reading, words: ListWords, draft: Draft, sentence: Sentence) -> list[Scored]:
    """The party after "the same amount in", behind the figure that is meant."""
    match = words.same.search(sentence.folded)
    if match is None or draft.anchor is None or sentence.span.start + match.start() < draft.anchor.span.end:
        return []
    nearer = [
        anchor
        for anchor in reading.anchors
        if anchor.sentence == draft.sentence
        and draft.anchor.span.end <= anchor.span.start < sentence.span.start + match.start()
    ]
    following = [
        mention
        for mention in reading.mentions
        if mention.sentence == draft.sentence
        and mention.entity >= 0
        and 0 <= mention.span.start - sentence.span.start - match.end() <= _REACH
    ]
    return [Scored(following[0].entity, following[0], 0.5, {})] if following and not nearer else []
