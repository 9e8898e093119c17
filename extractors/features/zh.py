"""Features that only Chinese has: words that touch, clause chains (dropped subjects), marks about a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.cues import Cue
from extractors.featuretype import Features
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence

_THOUSANDS = re.compile(r"\d[,，]\d")
_TOUCH = re.compile(r"\s*(?:的|美元)?\s*")
_BREAK = re.compile(r"[，；：。！？,;:!?\n]")
_ASIDE = r"\s*(?:[（(][^（）()]{1,40}[）)])?\s*"
_TITLES = (
    "CEO|CTO|CFO|COO|CPO|首席|创始人|创办人|总裁|董事长|董事|高管|员工|合伙人|分析师|科学家|研究员|主席|负责人|"
    "发言人|高级|执行长|掌门人|总经理|副总"
)
_SOON = (
    "今天|今日|昨天|昨日|日前|近日|近期|最近|刚刚|刚|此前|已经|已|正式|也|还|又|再次|再|周[一二三四五六日]|"
    "计划|拟|将|正在|正|同意|承诺|宣布|完成|获得|获|斥资|于"
)
_AFTER = {
    "owner": re.compile(_ASIDE + "旗下"),
    "of": re.compile(_ASIDE + r"的(?!\s*\d)"),
    "title": re.compile(rf"\s*(?:的)?\s*(?:前|现任|联合|联席|董事会|联创|首席)?\s*(?:{_TITLES})"),
    "say": re.compile(_ASIDE + "(?:晚间|发布)?(?:正式)?(?:称|表示|指出|报道|报导|获悉|显示|消息|援引|公告|说)"),
    "act": re.compile(_ASIDE + f"(?:{_SOON})"),
    "rival": re.compile(r"\s*的?(?:竞争对手|对手|竞品|产品|模型|技术|芯片|股票|股价|服务|员工|服务器)"),
    "and": re.compile(r"\s*(?:[、]|和|与|及|以及|等)"),
    "stake": re.compile(
        _ASIDE + r"(?:的)?\s*(?:剩余|全部|合计|部分|约|不超过|控股权|控制权)?\s*"
        r"(?:\d[\d.]*\s*[%％]\s*(?:的)?\s*(?:股|权益|表决权)|\d[\d.,]*\s*[万亿]?股|股权|股份|股票|控股权|控制权|新增注册资本)"
    ),
    "holder": re.compile(
        _ASIDE + r"(?:等[^，。；]{0,10})?(?:合计|分别|共同|各自|直接|间接|所|已)*(?:持有|持|拥有)的?(?!其|公司\d)"
    ),
    "sister": re.compile(
        _ASIDE + "(?:的)?(?:全资|控股|参股|下属|间接)*(?:子公司|孙公司|附属公司|下属公司|股东|实际控制人|实控人)"
    ),
}
_BEFORE = {
    "like": re.compile(r"(?:像|如|例如|比如|类似|类似于|超过|对标|对抗|挑战|对战|不同于|除了|除|继|不包括|比)\s*$"),
    "former": re.compile(r"(?:前|原|曾任|出身|离开)\s*$"),
    "backed": re.compile(r"(?:由|获|受|被)\s*$"),
    "describes": re.compile(r"(?:公司|企业|巨头|厂商|开发商|平台|机构|商|品牌|独角兽|项目|产品|工具|引擎)\s*[“\"]?$"),
    "under": re.compile(r"旗下(?:的)?(?:[^，。；、]{0,12})$"),
    "is": re.compile(r"(?:是|为|叫|叫做|名为)\s*$"),
    "own": re.compile(r"(?:其|该公司|公司)(?:的)?\s*$"),
    "holding": re.compile(r"(?:持有|拥有|所持|持)有?的?\s*$"),
    "side": re.compile(r"(?:交易对方|转让方|受让方|收购方|出让方|控股股东|股东|子公司|认购方|标的公司|标的)\s*$"),
}
_CONTROL = re.compile(
    r"控制权|控股权|全资子公司|控股子公司|并表|实际控制人变更|控股股东将?变更|私有化|全部(?:股权|股份|已发行)"
)
_SAME_ROUND = re.compile(r"本轮|此轮|该轮|这轮|本次|此次|这次|这笔|该笔")
_OTHER_ROUND = re.compile(r"上一?轮|上次|之前|此前|曾经?|前一轮|早前|去年|前年")


def link_extra(reading: Reading, sentence: Sentence, anchor: Anchor, cue: Cue, gap: str, side: str) -> Features:
    """Whether figure and deal word touch; ``gap`` is the text between, ``side`` where the word stands."""
    f: Features = {}
    if _TOUCH.fullmatch(gap):
        f |= {"touches": 1.0, f"touches:{cue.frame.id}:{side}": 1.0}
    if not _BREAK.search(_THOUSANDS.sub("", gap)):
        f[f"syntax=clause:{cue.frame.id}:{side}"] = 1.0
    share = _share(reading, anchor)
    f[f"share={share}"] = 1.0
    f[f"share={share}:{cue.frame.kind}"] = 1.0
    f[f"share={share}:{cue.frame.id}"] = 1.0
    if _CONTROL.search(sentence.folded):
        f[f"control:{cue.frame.kind}"] = 1.0
    return f


def _share(reading: Reading, anchor: Anchor) -> str:
    """How large the stake is that stands nearest to a figure in its sentence: all, most or part of a company; none."""
    stakes = [a for a in reading.anchors if a.sentence == anchor.sentence and a.stake is not None]
    if not stakes:
        return "none"
    nearest = min(stakes, key=lambda a: abs(a.span.start - anchor.span.start))
    size = float(nearest.stake or 0)
    return "all" if size >= 100 else "most" if size > 50 else "part" if size >= 20 else "small"


def cue_extra(reading: Reading, row: Sequence[Mention], sentence: Sentence, cue: Cue, mention: Mention) -> Features:
    """Where a party stands in the chain of clauses about a deal word of its own sentence."""
    f: Features = {}
    chain = clause_chain(reading, row, sentence, cue)
    if mention.entity in chain:
        rank = min(chain.index(mention.entity), 2)
        f[f"chain={rank}"] = 1.0
        f[f"chain={rank}:{cue.frame.id}"] = 1.0
    start = mention.span.start - sentence.span.start
    low, high = (start, cue.start) if start < cue.start else (cue.end, start)
    count = min(len(_BREAK.findall(_THOUSANDS.sub("", sentence.folded[low:high]))), 3)
    f[f"clause={'before' if start < cue.start else 'after'}{count}:{cue.frame.id}"] = 1.0
    return f


def earlier_extra(reading: Reading, row: Sequence[Mention], mention: Mention, *, last: bool, chain: bool) -> Features:
    """For a party of an earlier sentence (``last``: the one before): can it be what the figure's sentence leaves out?

    ``row`` are the mentions of its sentence, ``chain`` tells whether the figure's own names a subject.
    """
    full = "full" if chain else "empty"
    f: Features = {f"away:{full}": 1.0}
    parties = _parties(reading, row)
    if parties and last:
        for name, at in (("first", parties[0]), ("last", parties[-1])):
            if at.entity == mention.entity:
                f[f"previous.{name}:{full}"] = 1.0
    return f


def _parties(reading: Reading, row: Sequence[Mention]) -> list[Mention]:
    """The mentions of a sentence that can be parties, in order."""
    never = (MentionType.MEDIA, MentionType.PLACE)
    return [m for m in row if reading.entities[m.entity].type not in never]


def clause_chain(reading: Reading, row: Sequence[Mention], sentence: Sentence, cue: Cue) -> list[int]:
    """Entities that can be the (dropped) subject of a deal word: the first of each clause up to it, nearest first."""
    base = sentence.span.start
    before = [m for m in _parties(reading, row) if m.span.end - base <= cue.start]
    chain: list[int] = []
    breaks = [match.end() for match in _BREAK.finditer(sentence.folded, 0, cue.start)]
    for low, high in zip([0, *breaks][::-1], [cue.start, *breaks[::-1]], strict=True):
        inside = [m for m in before if low <= m.span.start - base < high]
        if inside and inside[0].entity not in chain:
            chain.append(inside[0].entity)
    return chain


def mention_extra(sentence: Sentence, mention: Mention) -> Features:
    """The words that touch a name: an owner's, a title's, a comparison's, a doer's."""
    text = sentence.folded
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    f: Features = {}
    tail, head = text[end : end + 50], text[max(0, start - 24) : start]
    for name, pattern in _AFTER.items():
        if pattern.match(tail):
            f[f"right={name}"] = 1.0
    for name, pattern in _BEFORE.items():
        if pattern.search(head):
            f[f"left={name}"] = 1.0
    if text.count("《", 0, start) > text.count("》", 0, start):
        f["in.work"] = 1.0
    if text.count("（", 0, start) + text.count("(", 0, start) > text.count("）", 0, start) + text.count(")", 0, start):
        f["in.bracket"] = 1.0
    return f


def on_the_way(reading: Reading, anchor: Anchor, mention: Mention) -> Features:
    """For a party of another sentence: figures on the way, and whether both speak of one round."""
    low, high = sorted((mention.span.start, anchor.span.start))
    figures = sum(1 for a in reading.anchors if a is not anchor and low < a.span.start < high)
    side = "next" if mention.sentence > anchor.sentence else "back"
    f: Features = {f"figures.on.way={min(figures, 2)}:{side}": 1.0}
    text = reading.sentences[mention.sentence].folded
    if _SAME_ROUND.search(text):
        f[f"same.round:{side}"] = 1.0
    if _OTHER_ROUND.search(text):
        f[f"other.round:{side}"] = 1.0
    return f
