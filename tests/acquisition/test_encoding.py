"""From bytes to text: the ladder and its record."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.encoding import codec_name, decode, without_controls

SIMPLIFIED = "英伟达宣布向云计算公司投资二十亿美元，双方还签订了为期五年的算力采购合同。" * 5
TRADITIONAL = "輝達宣布向雲端運算公司投資二十億美元，雙方還簽訂了為期五年的算力採購合約。" * 5


def _page(text: str, charset: str | None) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "wire", "header", "meta", "encoding", "source"),
    [
        (SIMPLIFIED, "utf-8", "text/html; charset=utf-8", None, "utf-8", "http"),
        (SIMPLIFIED, "utf-8", "text/html", "utf-8", "utf-8", "meta"),
        (SIMPLIFIED, "utf-8", "text/html; charset=gbk", None, "utf-8", "valid"),
        (SIMPLIFIED, "gb18030", "text/html; charset=GB2312", None, "gb18030", "http"),
        (SIMPLIFIED, "gb18030", "text/html", "gbk", "gb18030", "meta"),
        (SIMPLIFIED, "gb18030", "text/html; charset=ISO-8859-1", "gb2312", "gb18030", "meta"),
        (SIMPLIFIED, "gb18030", "text/html; charset=nonsense", None, "gb18030", "detected"),
        (SIMPLIFIED, "gb18030", "text/html; charset=utf-8", None, "gb18030", "detected"),
        (TRADITIONAL, "big5", "text/html; charset=Big5", None, "big5hkscs", "http"),
        (TRADITIONAL, "big5", "text/html", "big5", "big5hkscs", "meta"),
        (TRADITIONAL, "big5", "text/html", None, "big5hkscs", "detected"),
        ("plain words", "ascii", "text/html; charset=us-ascii", None, "cp1252", "http"),
        ("café prices", "cp1252", "text/html; charset=iso-8859-1", None, "cp1252", "http"),
    ],
)
def test_the_ladder(text: str, wire: str, header: str, meta: str | None, encoding: str, source: str) -> None:
    decoded = decode(_page(text, meta).encode(wire), header)
    assert (decoded.encoding, decoded.source, decoded.replacements) == (encoding, source, 0)
    assert text in decoded.text


@pytest.mark.parametrize(
    ("mark", "wire"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_wins_over_everything(mark: bytes, wire: str) -> None:
    decoded = decode(mark + _page(SIMPLIFIED, "big5").encode(wire), "text/html; charset=gbk")
    assert (decoded.encoding, decoded.source) == (wire, "bom")
    assert not decoded.text.startswith("\ufeff")


def test_broken_bytes_are_counted_and_do_not_change_the_decision() -> None:
    body = _page(SIMPLIFIED * 10, "gb2312").encode("gb18030")
    decoded = decode(body[:900] + b"\xff" + body[900:])
    assert decoded.encoding == "gb18030"
    assert 0 < decoded.replacements < 5


def test_characters_only_in_the_hong_kong_and_taiwan_extensions_are_read() -> None:
    assert decode(_page("香港啲人" + TRADITIONAL, "big5").encode("big5hkscs")).replacements == 0
    assert "恒碁" in decode(_page("恒碁" + TRADITIONAL, "big5").encode("cp950")).text


def test_an_xml_declaration_counts_as_the_pages_own_word() -> None:
    body = '<?xml version="1.0" encoding="GBK"?><rss><title>人工智能新闻</title></rss>'.encode("gb18030")
    assert (decode(body, "application/xml").encoding, decode(body).source) == ("gb18030", "meta")


@pytest.mark.parametrize("label", ["base64", "idna", "rot13", "hex", "zlib", "no-such-thing", "", "undefined", "\0"])
def test_labels_that_name_no_text_encoding_are_not_believed(label: str) -> None:
    assert codec_name(label) is None


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "text/html; charset=gbk", "text/html; charset=big5", "text/html; charset=utf-16"]),
)
def test_no_body_makes_decoding_fail(body: bytes, header: str) -> None:
    decoded = decode(body, header)
    assert "\0" not in decoded.text
    assert decoded.replacements == decoded.text.count("\ufffd")


@given(st.text(max_size=100))
def test_utf8_text_comes_back_as_it_was_but_for_controls(text: str) -> None:
    clean = without_controls(text).replace("\r", "")
    decoded = decode(codecs.BOM_UTF8 + clean.encode("utf-8"))
    assert decoded.text == clean


def test_references_to_control_characters_go_and_others_stay() -> None:
    assert (
        without_controls("a&#0;b&#x1F;c&#55296;d&#xDFFF;e&#65534;&#20013;&#38;&#x4e2d;&#10;")
        == "abcde&#20013;&#38;&#x4e2d;&#10;"
    )
