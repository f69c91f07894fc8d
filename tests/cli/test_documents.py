"""Reports of the command line as files."""

from pathlib import Path

import pytest

from tests.classification.ratings import rate_2018
from tests.cli.conftest import Run
from tests.conftest import District

ASKED = ("--organization", "yen-thu", "--year", "2018")


@pytest.mark.parametrize("report", ["year-end", "bulletin"])
@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_a_report_is_written_the_same_each_time(
    command: Run, district: District, tmp_path: Path, report: str, form: str
) -> None:
    rate_2018(district)
    files = [tmp_path / f"{number}.{form}" for number in (1, 2)]
    for file in files:
        ran = command("report", report, *ASKED, "--format", form, "--output", file)
        assert (ran.status, ran.out, ran.err) == (0, f"{file}\n", "")
    assert files[0].read_bytes() == files[1].read_bytes() != b""


def test_a_report_as_a_file_needs_its_name(command: Run, district: District) -> None:
    ran = command("report", "bulletin", *ASKED, "--format", "pdf")
    assert (ran.status, "--output TỆP.pdf" in ran.err) == (1, True)


def test_a_folder_that_is_not_there_is_named(command: Run, district: District) -> None:
    ran = command("report", "bulletin", *ASKED, "--format", "pdf", "--output", "/nowhere/b.pdf")
    assert (ran.status, "/nowhere" in ran.err, "Traceback" in ran.err) == (1, True, False)
