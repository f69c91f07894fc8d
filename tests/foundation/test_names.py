"""How Vietnamese names sort and are found."""

import unicodedata
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from vungmanh.foundation.names import given_first, name_key, normalized, search_key, sort_key, unaccented

IN_ORDER = (
    "Ái An Ánh Ân Ẩn Dung Dũng Đan Đức Ha Hà Hả Hã Há Hạ Hân Hòa Hoá Na Thông Thơm Thương Tú Tư Tứ Út Uyên Ước "
    "Vĩ Vỹ Y Ý"
).split()
"""Given names as a Vietnamese list has them: letters first, then tones."""

syllables = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạấầậđ"), min_size=1, max_size=7)
names = st.lists(syllables, min_size=1, max_size=5).map(" ".join)


def test_given_names_sort_in_vietnamese_order() -> None:
    shuffled = list(IN_ORDER)
    Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=name_key) == IN_ORDER


def test_old_and_new_spelling_of_a_tone_are_one_place() -> None:
    assert name_key("Hòa") == name_key("Hoà")


def test_full_names_sort_syllable_by_syllable_from_the_given_name_on() -> None:
    assert sorted(["Lê Há", "Trần Hà", "Nguyễn Hà", "Vũ Ha"], key=name_key) == [
        "Vũ Ha", "Nguyễn Hà", "Trần Hà", "Lê Há",
    ]  # fmt: skip


def test_the_tone_counts_before_the_next_syllable() -> None:
    assert name_key("Lê Văn Hà") < name_key("An Văn Há")


@given(names)
def test_composed_and_decomposed_text_have_the_same_keys(name: str) -> None:
    decomposed, composed = unicodedata.normalize("NFD", name), unicodedata.normalize("NFC", name)
    assert name_key(decomposed) == name_key(composed)
    assert search_key(decomposed) == search_key(composed)
    assert normalized(decomposed) == normalized(composed)


@given(names, names)
def test_names_with_one_key_are_spelled_with_the_same_letters(one: str, other: str) -> None:
    if name_key(one) == name_key(other):
        assert unaccented(one) == unaccented(other)


@given(names, syllables)
def test_a_longer_text_follows_the_shorter_that_it_begins_with(text: str, more: str) -> None:
    assert sort_key(text) < sort_key(f"{text} {more}")


@given(names)
def test_the_sort_key_is_plain_ascii(name: str) -> None:
    assert name_key(name).isascii()


@given(names, st.integers(1, 4))
def test_the_search_key_begins_with_what_is_typed_of_the_given_name(name: str, typed: int) -> None:
    assert search_key(name).startswith(unaccented(given_first(name))[:typed])


def test_diacritics_and_case_do_not_matter_in_search() -> None:
    assert unaccented("  NHỮ  Thị Hân ") == "nhu thi han"
    assert search_key("Nhữ Thị Hân") == "han nhu thi"
    assert unaccented("Đỗ đạt ĐƯỜNG") == "do dat duong"


def test_a_name_loses_spaces_too_many() -> None:
    assert normalized("  Nhữ \u00a0 Thị\tHân ") == "Nhữ Thị Hân"
