"""Copies of one story are one story, whoever reprints it and in whatever order they come."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedupe import StoryMember, assign_stories, signature, similarity
from pipeline.scripts import to_traditional

WORDS = (
    "示例公司",
    "宣布",
    "投资",
    "样例云",
    "二十亿美元",
    "采购",
    "五年合同",
    "算力",
    "数据中心",
    "股份",
    "融资",
    "图形处理器",
    "扩建",
    "客户",
    "收入",
)


def _story(seed: int, sentences: int = 40) -> str:
    dice = random.Random(seed)
    return "。".join("".join(dice.choice(WORDS) + str(dice.randrange(100)) for _ in range(6)) for _ in range(sentences))


def _member(name: str, body: str, story: str | None = None) -> StoryMember:
    return StoryMember(name, signature(f"标题 {name}\n\n{body}"), story)


@pytest.mark.parametrize(
    "reprint",
    [
        lambda body: body,
        to_traditional,
        lambda body: body.replace("。", "。\n\n") + "\n以上为本报综合报道",
        lambda body: "示例财经讯 " + body[: int(len(body) * 0.8)],
        lambda body: body.replace("宣布", "表示"),
    ],
    ids=["same", "other script", "other layout", "shortened", "edited"],
)
def test_a_reprint_is_the_same_story(reprint: object) -> None:
    assert callable(reprint)
    body = _story(1)
    stories = assign_stories([], [_member("a", body), _member("b", reprint(body)), _member("c", _story(2))])
    assert stories["a"] == stories["b"] != stories["c"]


def test_the_headline_does_not_count() -> None:
    body = _story(1)
    assert signature(f"一个标题\n\n{body}") == signature(f"完全不同的另一个标题\n\n{body}")


def test_short_notices_are_nobodys_copy() -> None:
    assert signature("标题\n\n（完）") is None
    stories = assign_stories([], [StoryMember("a", None), StoryMember("b", None)])
    assert stories["a"] != stories["b"]


def test_a_chain_of_copies_is_one_story() -> None:
    body = _story(3, 60)
    links = [
        body[start : start + int(len(body) * 0.7)] for start in range(0, int(len(body) * 0.3), int(len(body) * 0.1))
    ]
    stories = assign_stories([], [_member(f"m{number}", link) for number, link in enumerate(links)])
    assert len(set(stories.values())) == 1


@given(st.permutations(range(6)), st.integers(min_value=0, max_value=6))
def test_stories_do_not_depend_on_the_order_or_the_batches(order: list[int], cut: int) -> None:
    members = [_MEMBERS[number] for number in order]
    first = assign_stories([], members[:cut])
    known = [StoryMember(one.article_id, one.signature, first[one.article_id]) for one in members[:cut]]
    told = {**first, **assign_stories(known, members[cut:])}
    assert told == assign_stories([], _MEMBERS)


_BODIES = [_story(7), _story(8)]
_MEMBERS = [
    _member(name, body)
    for name, body in zip("fbdace", [*_BODIES, _BODIES[0], _story(9), _BODIES[1] + "补充", _BODIES[0]], strict=True)
]


def test_known_articles_are_named_only_where_their_story_changed() -> None:
    body = _story(5)
    first = assign_stories([], [_member("b", body)])
    known = [_member("b", body, first["b"])]
    assert assign_stories(known, [_member("z", _story(6))]).keys() == {"z"}
    grown = assign_stories(known, [_member("a", body)])
    assert grown.keys() == {"a", "b"}
    assert grown["a"] == grown["b"] != first["b"]


def test_signatures_say_how_alike_two_bodies_are() -> None:
    one, other, far = (signature(f"t\n\n{body}") for body in (_story(1), _story(1)[:-200], _story(2)))
    assert one
    assert other
    assert far
    assert similarity(one, one) == 1.0
    assert similarity(one, other) > 0.7 > 0.5 > similarity(one, far)
    with pytest.raises(ValueError, match="512 bytes"):
        similarity(one, b"short")
