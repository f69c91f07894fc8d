"""Hostile files: each gets its sentence, the page in docs tells the truth, and nothing is written where it must not."""

from contextlib import nullcontext
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY, District
from tests.exchange.hostile import CASES, GOOD, PAGE, Hostile, page, told
from tests.exchange.old_workbooks import Old, ods, xls
from tests.exchange.record import the_record
from tests.exchange.workbooks import MEMBER_HEADER, previewed, separated, xlsx
from vungmanh.exchange.actions import apply_import
from vungmanh.exchange.models import ImportRun
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal

_ROWS = [MEMBER_HEADER, GOOD, ("dv-21", Old("TrÇn ThÞ ¸nh"), "01/02/1981", "dong-xa-1", 1234567821, "Dự bị")]
_WHOLE = [xlsx(_ROWS), xls(_ROWS), ods(_ROWS), separated([MEMBER_HEADER, GOOD, GOOD])]


def _mutated(content: bytes, changes: list[tuple[float, int]]) -> bytes:
    changed = bytearray(content)
    for share, byte in changes:
        changed[int(share * len(changed))] = byte
    return bytes(changed)


_CHANGES = st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=12)
_FILES = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda start, rest: start + rest, st.sampled_from([b"PK\x03\x04", _WHOLE[1][:512], b"M\xe3;"]), st.binary()
    ),
    st.builds(_mutated, st.sampled_from(_WHOLE), _CHANGES),
    st.builds(lambda whole, share: whole[: int(len(whole) * share)], st.sampled_from(_WHOLE), st.floats(0, 1)),
)


_PAGE = PAGE.read_text(encoding="utf-8").splitlines()
_HEAD = len(_PAGE) - len(CASES)


def test_the_page_of_hostile_files_names_every_case() -> None:
    first = [*islice(page(), _HEAD)]
    assert (_PAGE[:_HEAD], [line.split(" | ")[0] for line in _PAGE[_HEAD:]]) == (
        first,
        [f"| {case.what}" for case in CASES],
    )


@pytest.mark.parametrize(("case", "row"), [*zip(CASES, _PAGE[_HEAD:], strict=False)], ids=[case.what for case in CASES])
def test_a_hostile_file_gets_its_sentence_and_writes_what_was_previewed_or_nothing(
    district: District, operator: Actor, case: Hostile, row: str
) -> None:
    vietnamese, english = row.removesuffix(" |").split(" | ")[1:]
    assert told(case, "en") == english
    before = the_record()
    run = _run(case, operator)
    if run is None:
        assert (told(case, "vi"), ImportRun.objects.count(), the_record()) == (vietnamese, 0, before)
        return
    if run.state == "failed":
        assert run.message == vietnamese
        with pytest.raises(Refusal):
            apply_import(run, by=operator)
    else:
        said = {f"→ {run.file_name}", "–", *run.notes, *(one for row in run.rows.all() for one in row.problems)}
        assert [one for one in vietnamese.split("<br>") if one not in said] == []
        apply_import(run, by=operator)
    assert (the_record() == before) == (run.counters.get("new", 0) == 0)


def _run(case: Hostile, operator: Actor) -> ImportRun | None:
    """None where the file is not even taken in."""
    try:
        return previewed(case.make(), by=operator, on=TODAY, file_name=case.file_name)
    except Refusal:
        return None


@pytest.mark.django_db
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=_FILES)
def test_whatever_the_bytes_there_is_a_sentence_and_no_half_write(
    district: District, operator: Actor, content: bytes
) -> None:
    before = the_record()
    run = previewed(content, by=operator, on=TODAY)
    if run.state == "failed":
        assert run.message
        with pytest.raises(Refusal):
            apply_import(run, by=operator)
    else:
        with pytest.raises(Refusal) if run.rejected else nullcontext():
            apply_import(run, by=operator, strict=True)
    if run.state != "applied" or not run.counters["new"]:
        assert the_record() == before
