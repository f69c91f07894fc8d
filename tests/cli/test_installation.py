import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Installation

YEAR_END = ("report", "year-end", "--organization", "kim-phu", "--year", "2018")


def test_init_makes_the_installation_and_may_be_repeated(installation: Installation) -> None:
    ran = installation.run("init")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"Đã sẵn sàng: {installation.home}\n"
    settings = installation.home / "settings.toml"
    written = settings.read_text(encoding="utf-8")
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    assert written.splitlines()[1].startswith('secret_key = "')
    assert (installation.home / "vungmanh.sqlite3").exists()
    again = installation.run("init", "--format", "json", "--language", "en")
    assert again.data == {"home": str(installation.home), "administrator": None}
    assert settings.read_text(encoding="utf-8") == written


def test_an_empty_installation_verifies_and_knows_no_code(initialized: Installation) -> None:
    verified = initialized.run("verify", "--format", "json")
    assert (verified.status, verified.data["ok"], set(verified.data["counts"].values())) == (0, True, {0})
    ran = initialized.run(*YEAR_END)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "Không tìm thấy mã “kim-phu”. Kiểm tra lại mã; chữ hoa, chữ thường khác nhau.\n"


@pytest.mark.parametrize("argv", [YEAR_END, ("verify",), ("explain", "x", "--year", "2018")])
def test_reading_without_a_database_says_how_to_make_one(installation: Installation, argv: tuple[str, ...]) -> None:
    ran = installation.run(*argv)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"Chưa có cơ sở dữ liệu {installation.home}/vungmanh.sqlite3. "
        "Chạy “vungmanh init” hoặc “vungmanh import TỆP” trước.\n"
    )
    assert not installation.home.exists()


@pytest.mark.parametrize(
    "environment",
    [
        {"DATABASE_URL": "sqlite:////proc/nowhere/vungmanh.sqlite3"},
        {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        {"VUNGMANH_HOME": "/proc/nowhere"},
    ],
)
def test_a_place_that_cannot_be_used_is_a_sentence(installation: Installation, environment: dict[str, str]) -> None:
    ran = installation.run("init", **environment)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("Không dùng được cơ sở dữ liệu hoặc tệp: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "environment"),
    [
        ("secret_key = ", {}),
        ("", {"VUNGMANH_TODAY": "31/12/2018"}),
        ("", {"DATABASE_URL": "postgresql://nobody@127.0.0.1:port/none"}),
    ],
)
def test_settings_that_cannot_be_read_are_a_sentence(
    installation: Installation, settings: str, environment: dict[str, str]
) -> None:
    installation.home.mkdir()
    (installation.home / "settings.toml").write_text(settings, encoding="utf-8")
    ran = installation.run("verify", **environment)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("Không đọc được cấu hình: ")
    assert ran.err.count("\n") == 1


def test_the_first_login_belongs_to_a_member(initialized: Installation) -> None:
    ran = initialized.run("init", "--administrator", "dv-01")
    assert ran.status == 1
    assert ran.err == (
        "Không có đảng viên nào có mã “dv-01”. "
        "Nhập danh sách đảng viên trước (vungmanh import), rồi dùng mã trong danh sách.\n"
    )


def test_a_real_installation_is_not_filled_with_the_demonstration(initialized: Installation) -> None:
    ran = initialized.run("demo", "--no-serve")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"{initialized.home} là nơi cài đặt thật, không dựng dữ liệu minh họa vào đó. "
        "Đặt VUNGMANH_HOME sang thư mục khác.\n"
    )


def test_output_is_utf_8_whatever_the_locale_says(initialized: Installation) -> None:
    ran = initialized.run(*YEAR_END, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    assert ran.status == 1
    assert ran.err.startswith("Không tìm thấy mã")


def test_who_stops_reading_causes_no_traceback(initialized: Installation) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = initialized.piped_into(writing, "verify", "--format", "json")
    assert (ran.status, ran.err) == (1, "")


def test_paths_are_taken_as_given(installation: Installation, tmp_path: Path) -> None:
    ran = installation.run("init", DATABASE_URL=f"sqlite://{tmp_path}/Dữ%20liệu/sổ.sqlite3")
    assert ran.status == 0, ran.err
    assert (tmp_path / "Dữ liệu" / "sổ.sqlite3").exists()
