"""How the values of a table are written as text: on paper and in CSV."""

import re
from datetime import date
from decimal import Decimal

from vungmanh.documents.tables import Kind, Value
from vungmanh.foundation.dates import written
from vungmanh.foundation.numbers import grouped

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without the characters that no XML file may hold."""
    return _NOT_IN_XML.sub("", text)


def shown(value: Value, kind: Kind, language: str) -> str:
    """A value as people read it: 20/12/2019, 9.141, 0,37%."""
    if value is None:
        return ""
    if isinstance(value, date):
        return written(value)
    if isinstance(value, str):
        return plain(value)
    if kind is Kind.PERCENT:
        return grouped(value, language) + "%"
    return grouped(value, language) if kind is Kind.NUMBER else str(value)


def is_figure(value: Value, kind: Kind) -> bool:
    """Whether the cell is to be written as a number, with which programs calculate."""
    return isinstance(value, int | Decimal) and kind in (Kind.NUMBER, Kind.PERCENT)
