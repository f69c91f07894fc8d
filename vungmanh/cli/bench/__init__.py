"""`vungmanh bench`: how fast, as ratios measured side by side in one run.

Each part runs in a process of its own, in a home of its own that is thrown away; the measured installation is never
touched. A part prints its figures with the target of the project beside them; it judges nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PARTS = ("imports", "report", "pages", "throughput", "campaign", "lists", "ballots", "voting")


def measure(*, members: int, only: list[str] | None) -> dict[str, Any]:
    """Run the parts one after another on a generated district; `members` is the size of the large list."""
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal

    unknown = set(only or ()) - set(PARTS)
    if unknown:
        raise Refusal(
            "bench.unknown_part",
            _("Không có phần đo “{part}”.").format(part=min(unknown)),
            remedy=_("Các phần: {parts}.").format(parts=", ".join(PARTS)),
        )
    with tempfile.TemporaryDirectory(prefix="vungmanh-bench-") as folder:
        environment = os.environ | {"VUNGMANH_HOME": folder, "VUNGMANH_BENCH_MEMBERS": str(members)}
        environment.pop("DATABASE_URL", None)
        Path(folder, "settings.toml").write_text('demo = true\ntoday = "2019-12-20"\nsecret_key = "bench"\n')
        _run("district", environment)
        return {part: _run(part, environment) for part in PARTS if only is None or part in only}


def _run(part: str, environment: dict[str, str]) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", f"vungmanh.cli.bench.{part}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OSError(f"bench {part}: {done.stderr.strip().splitlines()[-1] if done.stderr else done.returncode}")
    return json.loads(done.stdout) if done.stdout.strip() else {}
