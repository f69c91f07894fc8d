from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import District

YEARS = ("comparison", "--years", "2017", "2018")
SIBLINGS = ("siblings", "--year", "2018")
DAYS = ("bridge", "--from", "2009-12-31", "--to", "2018-12-31")


@pytest.mark.parametrize("asked", [YEARS, SIBLINGS, DAYS])
def test_statistics_come_as_data_as_text_and_as_files_of_the_same_bytes(
    command: Run, district: District, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    called = ("report", *asked, "--organization", "yen-thu")
    data = command(*called, "--format", "json")
    assert (data.status, data.err, "tables" in data.data or "parts" in data.data or "organizations" in data.data) == (
        0, "", True,
    )  # fmt: skip
    assert command(*called).status == 0
    for form in ("xlsx", "docx"):
        files = [tmp_path / f"{time}.{form}" for time in (1, 2)]
        assert [command(*called, "--format", form, "--output", file).status for file in files] == [0, 0]
        assert files[0].read_bytes() == files[1].read_bytes()
