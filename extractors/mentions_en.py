"""Names in one analysed English sentence: the model's entities and runs of proper nouns, beside the alias table's."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from extractors.cues import word_classes
from extractors.furniture import dateline_end
from extractors.lexicon import names
from extractors.mentions import merge_mentions
from extractors.reading import Mention, Sentence

_COMPANY_VERBS = frozenset(
    {"raise", "acquire", "found", "launch", "secure", "merge", "hire", "emerge", "land", "close"}
)


def english_mentions(sentence: Sentence, doc: Doc, known: list[Mention]) -> list[Mention]:
    """Mentions of one analysed English sentence: the table's, the model's names and runs of proper nouns."""
    base = sentence.span.start
    dateline = dateline_end(sentence)
    spans: dict[tuple[int, int], str] = {}
    for run in _proper_runs(doc):
        if not _is_model(doc, *run):
            spans[run] = ""
    for ent in doc.ents:
        if (
            ent.label_ in ("ORG", "PERSON", "GPE", "PRODUCT", "LOC", "NORP", "FAC", "WORK_OF_ART")
            and ent.text[:1].isalnum()
        ):
            start, end = _trim_run(doc, ent.start, ent.end)
            label = "ORG" if ent.label_ == "GPE" and _acts(ent) else ent.label_
            if start < end and not _is_model(doc, start, end):
                inside = [key for key in spans if key[0] < end and start < key[1]]
                if any(key == (start, end) for key in inside) or not inside:
                    spans[(start, end)] = label
                else:
                    for key in inside:
                        spans[key] = spans[key] or label
    return merge_mentions(
        sentence,
        base,
        [
            (doc[s:e].start_char, doc[s:e].end_char, doc[s:e].text, label)
            for (s, e), label in spans.items()
            if doc[s:e].start_char >= dateline
        ],
        known,
    )


def _is_model(doc: Doc, start: int, end: int) -> bool:
    """True for the name of a make of goods, with a number in it and the goods behind it ("GB300 chips")."""
    return (
        end < len(doc)
        and any(c.isdigit() for c in doc[end - 1].text)
        and any(c.isalpha() for c in doc[end - 1].text)
        and doc[end].lower_ in word_classes("en")["goods"]
    )


def _acts(ent: Span) -> bool:
    """True where a "place" does what companies do: raises, is acquired or founded, launches."""
    root = ent.root
    return root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_.lower() in _COMPANY_VERBS


def _trim_run(doc: Doc, start: int, end: int) -> tuple[int, int]:
    lists = names()
    while start < end and (
        doc[start].text in lists.stop_en
        or doc[start].text in lists.titles_en
        or doc[start].is_punct
        or doc[start].lower_ in ("the", "a", "'s", "’s")
    ):
        if (
            start + 1 < end
            and doc[start].text in ("New", "Next", "First", "Common", "Other")
            and doc[start + 1].text[:1].isupper()
        ):
            break
        start += 1
    while end > start and (
        doc[end - 1].text in ("'s", "’s", "’", "'", "CEO", "IPO", "CFO")
        or doc[end - 1].is_punct
        or doc[end - 1].is_space
    ):
        end -= 1
    return start, end


def _proper_runs(doc: Doc) -> list[tuple[int, int]]:
    """Runs of capitalised words, joined over & and over "of" between two proper nouns."""
    lists = names()
    runs: list[tuple[int, int]] = []
    index = 0
    size = len(doc)

    def proper(i: int) -> bool:
        token = doc[i]
        if not token.text[:1].isalnum() or token.text in lists.titles_en:
            return False
        if token.tag_ in ("NNP", "NNPS"):
            return not token.text[:1].isdigit() and any(c.isalpha() for c in token.text)
        mixed = any(c.isupper() for c in token.text)
        return mixed and i > 0 and not doc[i - 1].is_punct and token.is_alpha and token.text not in lists.stop_en

    while index < size:
        if not proper(index):
            index += 1
            continue
        end = index + 1
        while end < size:
            if proper(end) or (doc[end].text.isdigit() and len(doc[end].text) <= 3 and doc[end - 1].text[:1].isupper()):
                end += 1
            elif (
                end + 1 < size
                and doc[end].text in ("&", "-", "of")
                and proper(end + 1)
                and (
                    doc[end].text != "of"
                    or doc[end - 1].text
                    in ("Bank", "Department", "Ministry", "University", "Fund", "Kingdom", "Government")
                )
            ):
                end += 2
            else:
                break
        start, stop = _trim_run(doc, index, end)
        if start < stop:
            runs.append((start, stop))
        index = end
    return runs
