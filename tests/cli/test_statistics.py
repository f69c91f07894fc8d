from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import District

YEARS = ("comparison", "--years", "2017", "2018")
SIBLINGS = ("siblings", "--year", "2018")
DAYS = ("bridge", "--from", "2009-12-31", "--to", "2018-12-31")


@pytest.mark.parametrize("asked", [YEARS, SIBLINGS, DAYS])
def test_statistics_come_as_data_as_text_and_as_a_workbook(
    command: Run, district: District, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    called = ("report", *asked, "--organization", "yen-thu")
    data = command(*called, "--format", "json")
    assert (data.status, data.err, "tables" in data.data or "parts" in data.data or "organizations" in data.data) == (
        0, "", True,
    )  # fmt: skip
    assert command(*called).status == 0
    file = tmp_path / "a.xlsx"
    assert (command(*called, "--format", "xlsx", "--output", file).status, file.stat().st_size > 1000) == (0, True)
