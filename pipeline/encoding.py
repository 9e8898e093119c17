"""From bytes to text, with the decision on record.

The ladder: byte order mark, HTTP header, meta element or XML declaration, statistics. Two
corrections that the web teaches: bytes that are valid UTF-8 with multi-byte characters are
UTF-8 whatever anybody says, and a Latin-1 header is a server's default, weaker than the page's
own word. gb2312 and gbk are read as gb18030.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

REPLACEMENT = "\ufffd"
ACCEPTED_SHARE = 0.002
"""A declared encoding is believed while at most this share of the characters is broken."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(
    rb"^\s{0,8}<\?xml[^>]{0,100}?encoding\s{0,4}=\s{0,4}[\"']([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE
)
_META_WITHIN = 8_192
_SAMPLE = 65_536
_DETECTABLE = ["utf_8", "gb18030", "big5hkscs", "cp1252", "utf_16_le", "utf_16_be"]
_READ_AS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-8-sig": "utf-8",
}
_ALIASES = {"x-gbk": "gbk", "gb_2312-80": "gb2312", "x-x-big5": "big5", "big5-eten": "big5", "utf8mb4": "utf-8"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:[xX]0{0,6}(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF])"
    r"|0{0,6}(?:[0-8]|1[124-9]|2\d|3[01]|5529[6-9]|55[3-9]\d{2}|5[67]\d{3}|6553[45]))(?![0-9a-fA-F]);?"
)
_NO_TEXT = frozenset({"base64", "bz2", "hex", "quopri", "rot13", "rot-13", "uu", "zlib", "idna", "punycode"})
_NO_TEXT |= {"undefined", "utf-7", "raw-unicode-escape", "unicode-escape"}
_WIDE = ("utf-16", "utf-32", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that gave it; ``source`` is bom, http, meta, valid, detected or fallback."""

    text: str
    encoding: str
    source: str
    replacements: int


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a body by the ladder. Never fails: what cannot be read is U+FFFD, and counted. NUL is dropped."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], name, "bom")
    http, meta = _http_charset(content_type), _meta_charset(body)
    if _is_multibyte_utf8(body):
        source = "http" if http == "utf-8" else "meta" if meta == "utf-8" else "valid"
        return _decoded(body, "utf-8", source)
    rungs = [(name, source) for name, source in ((http, "http"), (meta, "meta")) if name]
    if http == "cp1252" and meta:
        rungs.reverse()
    tried: list[Decoded] = []
    for name, source in rungs:
        tried.append(_decoded(body, name, source))
        if _good(tried[-1]):
            return tried[-1]
    tried.append(_decoded(body, _detected(body), "detected"))
    if not _good(tried[-1]):
        tried.append(_decoded(body, "utf-8", "fallback"))
    return min(tried, key=lambda one: one.replacements)


def without_controls(text: str) -> str:
    """The text without what no document may hold: control characters, lone surrogates, and references to them."""
    return _CONTROL.sub("", _CONTROL_REFERENCE.sub("", text))


def codec_name(label: str) -> str | None:
    """The codec for an encoding label as pages write it, or None for labels nobody knows."""
    cleaned = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_ALIASES.get(cleaned, cleaned)).name
    except (LookupError, ValueError):
        return None
    return None if name in _NO_TEXT else _READ_AS.get(name, name)


def _http_charset(content_type: str) -> str | None:
    found = _HTTP_CHARSET.search(content_type)
    return codec_name(found.group(1)) if found else None


def _meta_charset(body: bytes) -> str | None:
    """The page's own word; a meta element that can be read at all is not in UTF-16, so that label means UTF-8."""
    head = body[:_META_WITHIN]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    if not found:
        return None
    name = codec_name(found.group(1).decode("ascii"))
    return "utf-8" if name in _WIDE else name


def _is_multibyte_utf8(body: bytes) -> bool:
    """Valid UTF-8 with more than a stray non-ASCII character: no other encoding looks so by chance."""
    if body.isascii():
        return False
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(body) - len(text) >= 2


def _detected(body: bytes) -> str:
    """The statistical guess among the encodings of the project's languages."""
    if body.isascii():
        return "utf-8"
    best = from_bytes(body[:_SAMPLE], cp_isolation=_DETECTABLE, enable_fallback=True).best()
    return (codec_name(best.encoding) if best else None) or "utf-8"


def _good(decoded: Decoded) -> bool:
    return decoded.replacements <= ACCEPTED_SHARE * max(len(decoded.text), 1)


def _decoded(body: bytes, name: str, source: str) -> Decoded:
    """Decode with replacement; U+FFFD that the page itself carries is counted too, being unreadable alike."""
    text = body.decode(name, "replace").replace("\0", "")
    if name == "big5hkscs" and REPLACEMENT in text:
        other = body.decode("cp950", "replace").replace("\0", "")
        if other.count(REPLACEMENT) < text.count(REPLACEMENT):
            return Decoded(other, "cp950", source, other.count(REPLACEMENT))
    return Decoded(text, name, source, text.count(REPLACEMENT))
