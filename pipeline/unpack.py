"""Decompression that stops at a size, a ratio and a fault, before memory is spent."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

RATIO_FROM = 1_000_000
"""Ratios are looked at from this many bytes on; small pages of blanks may pack very well."""

_STEP = 65_536


class UnpackError(ValueError):
    """A body that is too large, too dense or damaged. ``reason`` is a code from ``data/reasons.yml``."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def unpack(chunks: Iterable[bytes], encoding: str, *, max_bytes: int, max_ratio: float) -> bytes:
    """The body from its chunks on the wire, with ``encoding`` as Content-Encoding names it.

    Raises UnpackError: ``too_large``, ``compression_ratio``, ``broken_compression``.
    """
    method = encoding.strip().lower()
    if method in ("", "identity"):
        return _join(_counted(chunks), max_bytes)
    if method in ("gzip", "x-gzip"):
        return _join(_inflate(chunks, zlib.MAX_WBITS | 16, max_ratio, many=True), max_bytes)
    if method == "deflate":
        return _join(_inflate(chunks, None, max_ratio, many=False), max_bytes)
    raise UnpackError("broken_compression", f"unknown compression {method[:40]!r}")


def unpack_gzip(data: bytes, *, max_bytes: int, max_ratio: float) -> bytes:
    """A gzip file in memory, under the same limits."""
    return unpack((data,), "gzip", max_bytes=max_bytes, max_ratio=max_ratio)


def _counted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield from chunks


def _join(pieces: Iterator[bytes], max_bytes: int) -> bytes:
    """All pieces as one, refused as soon as they pass the limit."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > max_bytes:
            raise UnpackError("too_large", f"more than {max_bytes} bytes")
    return bytes(body)


def _inflate(chunks: Iterable[bytes], window: int | None, max_ratio: float, *, many: bool) -> Iterator[bytes]:
    """Inflate in steps of bounded size; ``many`` allows several gzip members one after another."""
    engine = None if window is None else zlib.decompressobj(window)
    taken = given = 0
    for chunk in chunks:
        taken += len(chunk)
        rest = chunk
        while rest:
            if engine is None:
                engine = zlib.decompressobj(_deflate_window(rest))
            if engine.eof:
                if not many or not rest.startswith(b"\x1f\x8b"):
                    break
                engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
            piece = _step(engine, rest)
            given += len(piece)
            if given > RATIO_FROM and given > max_ratio * taken:
                raise UnpackError("compression_ratio", f"{taken} bytes unpack to more than {given}")
            yield piece
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
    if engine is not None and taken and not engine.eof:
        raise UnpackError("broken_compression", "the compressed body is cut off")


def _step(engine: zlib._Decompress, data: bytes) -> bytes:
    try:
        return engine.decompress(data, _STEP)
    except zlib.error as error:
        raise UnpackError("broken_compression", f"the compressed body is damaged: {error}") from error


def _deflate_window(head: bytes) -> int:
    """Servers send deflate with and without the zlib header; the first byte tells which."""
    return zlib.MAX_WBITS if head[0] & 0x0F == 8 else -zlib.MAX_WBITS
