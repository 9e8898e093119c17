"""A made-up WARC file of any number of pages: articles in two languages, each its own, with a site's usual furniture.

Everything follows from the seed. One page in fifty is none that can be read (a wall, a picture, an empty page), one
in a hundred is a copy of an earlier one under another address.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_EN = (
    "company", "market", "growth", "plan", "board", "deal", "report", "quarter", "power", "grid", "chip",
    "cloud", "model", "data", "center", "lender", "investor", "share", "price", "analyst", "partner",
    "contract", "supply", "demand", "region", "city", "plant", "engine", "battery", "road", "harbour",
    "winter", "summer", "minister", "council", "budget", "school", "team", "match", "player", "coach",
    "storm", "river", "bridge", "station", "museum", "artist", "film", "song",
)  # fmt: skip
_ZH = (
    "公司", "市场", "增长", "计划", "董事会", "交易", "报告", "季度", "电力", "电网", "芯片", "云", "模型",
    "数据中心", "银行", "投资者", "股价", "分析师", "伙伴", "合同", "供应", "需求", "地区", "城市", "工厂",
    "电池", "道路", "港口", "冬季", "夏季", "部长", "预算", "学校", "球队", "比赛", "教练", "台风", "河流",
    "大桥", "车站", "博物馆", "艺术家", "电影", "歌曲",
)  # fmt: skip
_NAMES_EN = ("Northwind", "Southwind", "Alder", "Birch", "Cedar", "Delta", "Ember", "Falcon", "Granite", "Harbor")
_NAMES_ZH = ("北风", "南风", "青松", "白桦", "雪松", "江海", "星火", "飞鹰", "磐石", "远港")
_START = datetime(2026, 1, 1, tzinfo=UTC)
_FRAME = (
    "<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title>"
    "<meta property='article:published_time' content='{when}'></head><body><header><nav><a href='/'>Home</a>"
    "<a href='/markets'>Markets</a><a href='/sport'>Sport</a></nav></header><main><article><h1>{title}</h1>{body}"
    "</article></main><aside class='related'><ul><li><a href='/1'>{one}</a></li><li><a href='/2'>{two}</a></li></ul>"
    "</aside><footer>Loopback Press</footer></body></html>"
)


def bodies(count: int, seed: int) -> Iterator[tuple[str, datetime, bytes]]:
    """(address, moment of the fetch, HTML) of each page, in order."""
    dice = random.Random(seed)
    kept: list[bytes] = []
    for number in range(count):
        moment = _START + timedelta(seconds=37 * number)
        chinese = dice.random() < 0.5
        url = f"https://{'zh' if chinese else 'en'}.press.example/{moment:%Y/%m/%d}/{number}.html"
        if number % 50 == 49:
            body = b"<html><body><p>Subscribe to read on.</p></body></html>" if number % 100 == 49 else b"<html></html>"
        elif number % 100 == 98 and kept:
            body = dice.choice(kept)
        else:
            body = _page(dice, moment, chinese=chinese)
            if len(kept) < 100:
                kept.append(body)
        yield url, moment, body


def _page(dice: random.Random, moment: datetime, *, chinese: bool) -> bytes:
    sentence = _sentence_zh if chinese else _sentence_en
    between = "" if chinese else " "
    paragraphs = [
        between.join(sentence(dice) for _ in range(dice.randrange(2, 6))) for _ in range(dice.randrange(3, 9))
    ]
    return _FRAME.format(
        lang="zh" if chinese else "en",
        title=sentence(dice).rstrip("。."),
        when=moment.isoformat(),
        body="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        one=sentence(dice),
        two=sentence(dice),
    ).encode()


def _sentence_en(dice: random.Random) -> str:
    words = dice.choices(_EN, k=dice.randrange(8, 22))
    name, other = dice.sample(_NAMES_EN, 2)
    if dice.random() < 0.06:
        return f"{name} said it would invest ${dice.randrange(1, 90)} million in {other} for the {words[0]} {words[1]}."
    return f"{name} and the {' of the '.join(words[:2])} {' '.join(words[2:])} in {dice.randrange(1990, 2027)}."


def _sentence_zh(dice: random.Random) -> str:
    words = dice.choices(_ZH, k=dice.randrange(6, 16))
    name, other = dice.sample(_NAMES_ZH, 2)
    if dice.random() < 0.06:
        return f"{name}公司宣布将向{other}公司投资{dice.randrange(1, 90)}亿元，用于{words[0]}和{words[1]}。"
    return f"{name}的{'与'.join(words[:2])}在{dice.randrange(1990, 2027)}年{''.join(words[2:])}。"


def write_warc(path: Path, count: int, seed: int) -> int:
    """Write the pages as one gzipped WARC file; gives its bytes."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, moment, body in bodies(count, seed):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
            writer.write_record(record)
    return path.stat().st_size
