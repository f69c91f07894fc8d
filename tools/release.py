"""`python -m tools.release`: builds wheel and sdist of a version that the changelog tells of."""

import re
import subprocess
import sys
from pathlib import Path

from tools import check
from vungmanh import __version__

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build into dist/; refuses without an entry in CHANGELOG.md, and when a check fails."""
    if not has_entry((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), __version__):
        print(f"CHANGELOG.md has no «## {__version__}»: write there what changes for users.")
        return 1
    if check.main():
        return 1
    return subprocess.run([Path(sys.executable).with_name("uv"), "build", "--quiet"], cwd=ROOT, check=False).returncode


def has_entry(changelog: str, version: str) -> bool:
    """Whether a heading of the changelog names the version."""
    return re.search(rf"^## {re.escape(version)}(?=\s|$)", changelog, re.MULTILINE) is not None


if __name__ == "__main__":
    sys.exit(main())
