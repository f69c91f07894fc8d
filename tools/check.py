"""`python -m tools.check`: runs every check, shows all that is wrong, fails when anything is."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: dict[str, list[str | Path]] = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "--diff", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "types": [BIN / "mypy", "--no-error-summary", "vungmanh", "tools"],
    "order of imports": [BIN / "lint-imports", "--no-cache"],
    "migrations": [sys.executable, "-m", "django", "makemigrations", "--check", "--settings=tests.settings"],
    "translations": [sys.executable, "-m", "tools.messages", "--check"],
    "generated pages": [sys.executable, "-m", "tools.pages", "--check"],
    "pages of rulebooks": [sys.executable, "-m", "vungmanh.rulebooks.pages", "--check", "docs/rulebooks"],
    "published rulebooks": [sys.executable, "-m", "vungmanh.rulebooks.lock", "--check"],
}
"""Each check with its command; every one only looks and changes nothing."""


def main() -> int:
    """Run the checks, two at a time; returns how many failed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = sum(not passed for passed in pool.map(_passes, CHECKS))
    print(f"{failed} of {len(CHECKS)} checks failed: `make fix` repairs some." if failed else "All checks passed.")
    return failed


def _passes(name: str) -> bool:
    begun = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    ran = subprocess.run(CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    passed = ran.returncode == 0
    said = "" if passed else f"\n{ran.stdout}{ran.stderr}"
    print(f"{'passed' if passed else 'FAILED'}  {name} ({time.monotonic() - begun:.0f} s){said}", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
