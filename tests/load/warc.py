"""Takes in a large made-up WARC file and prints pages a second and memory: ``python -m tests.load.warc --help``."""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline import run as runs
from pipeline import stages
from pipeline.ingest import Ingested, take_in
from pipeline.registry import SourceRegistry, described_source
from pipeline.settings import load_settings
from tests.load.pages import write_warc

SEED = 20260301


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an ingest was: pages, seconds by the clock and of the processors, resident memory in megabytes."""

    pages: int
    seconds: float
    used: float
    memory: float


def resident() -> float:
    """Memory that this process holds now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1_000_000


def take_in_warc(warc: Path, data: Path, *, every: int, archive: bool, extract: bool, tell: bool = False) -> list[Mark]:
    """Take a WARC file in; a mark after each ``every`` pages or so, and at the end."""
    settings = load_settings(data_dir=data)
    source = described_source("warc_load", "warc", str(warc), publisher=None, language=None, zone=None)
    marks: list[Mark] = []
    began, busy = time.perf_counter(), time.process_time()

    def mark(so_far: Ingested, *, last: bool = False) -> None:
        if last or so_far.met >= (len(marks) + 1) * every:
            marks.append(Mark(so_far.met, time.perf_counter() - began, time.process_time() - busy, resident()))
            if tell:
                one = marks[-1]
                print(
                    f"{one.pages:9,} pages {one.seconds:9.1f} s {one.used:9.1f} s cpu "
                    f"{one.pages / one.used:7.1f} pages/s of cpu  holds {one.memory:7.1f} MB",
                    flush=True,
                )

    with stages.workshop(settings, SourceRegistry(()).with_source(source)) as shop:
        done = take_in(shop, source, described=False, archive=archive, on_batch=mark)
        mark(done, last=True)
        if tell:
            print(f"met {done.met:,}, known {done.known:,}, {done.work.articles:,} articles, "
                  f"{done.work.rejections:,} not kept; seconds {dict(done.work.seconds)}", flush=True)  # fmt: skip
        if extract:
            step = runs.mine_all(shop)
            print(f"extracted {step.read:,} articles in {step.seconds.get('extract', 0.0):.1f} s", flush=True)
    return marks


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--folder", type=Path, help="where to work; else a temporary folder")
    parser.add_argument("--no-archive", action="store_true", help="do not keep the pages")
    parser.add_argument("--extract", action="store_true", help="find deals too, at the end")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        warc = folder / f"pages-{given.pages}-{given.seed}.warc.gz"
        if not warc.exists():
            print(f"made {write_warc(warc, given.pages, given.seed):,} bytes of WARC", flush=True)
        take_in_warc(
            warc, folder / "data", every=given.every, archive=not given.no_archive, extract=given.extract, tell=True
        )


if __name__ == "__main__":
    main()
