"""The reason codes of rejections: what each means and how it is mended."""

from __future__ import annotations

from pipeline.datafiles import Strict, packaged


class Reason(Strict):
    """One code of ``data/reasons.yml``."""

    stage: str
    means: str
    mend: str


class _Reasons(Strict):
    reasons: dict[str, Reason]


def reasons() -> dict[str, Reason]:
    """All codes of acquisition, by name."""
    return packaged("reasons.yml", _Reasons).reasons


def reason(code: str) -> Reason:
    """One code. Raises KeyError that lists the known codes on a miss."""
    known = reasons()
    if code not in known:
        raise KeyError(f"unknown reason {code!r}; known: {', '.join(sorted(known))}")
    return known[code]
