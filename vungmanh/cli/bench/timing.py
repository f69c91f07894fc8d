"""Taking times and telling them."""

import json
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def paired(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int) -> dict[str, float]:
    """Both in turn, `rounds` times: medians in seconds and the median of the ratios ours/theirs."""
    pairs = [(seconds(ours), seconds(theirs)) for _round in range(rounds)]
    return {
        "ours_s": round(median(our for our, _their in pairs), 4),
        "base_s": round(median(their for _our, their in pairs), 4),
        "ratio": round(median(our / their for our, their in pairs), 2),
        "rounds": rounds,
    }


def spread(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    return {"p50_ms": round(median(times) * 1000, 2), "p95_ms": round(quantiles(times, n=20)[-1] * 1000, 2)}


def tell(figures: dict[str, Any]) -> None:
    """Print the figures of a part for the process that started it."""
    json.dump(figures, sys.stdout)
