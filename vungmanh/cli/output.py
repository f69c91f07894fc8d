"""Printing: JSON for programs, text for people."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import Any


def show(called: Namespace, data: dict[str, Any], lines: Iterable[str]) -> None:
    """Print `data` as JSON or `lines` as text, as the call asks."""
    if called.format == "json":
        json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        for line in lines:
            print(line)
