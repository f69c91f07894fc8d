"""Numbers and shares as people write them."""

from decimal import ROUND_HALF_UP, Decimal

_HUNDREDTH = Decimal("0.01")


def percent(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in percent, rounded half up to two decimals; None where there is no whole."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_HUNDREDTH, ROUND_HALF_UP)


def grouped(number: int | Decimal, language: str) -> str:
    """`number` with thousands grouped: 9.141 and 0,37 in Vietnamese, 9,141 and 0.37 in English."""
    written = f"{number:,}"
    return written if language.startswith("en") else written.translate(_SWAPPED)


_SWAPPED = str.maketrans(",.", ".,")
