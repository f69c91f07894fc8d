"""Where a rule stands and how sure we are of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vungmanh.foundation.texts import Text


class Evidence(StrEnum):
    """How a fact about a regulation reached us; the letters are those of the collected facts."""

    TEXT = "T"  # the page reproduces the document itself
    QUOTED = "Q"  # a legal page or newspaper quotes a named clause
    SECONDARY = "S"  # newspaper, portal or question-and-answer site, usually an excerpt
    LOCAL = "L"  # a local body's own document or published results
    UNOFFICIAL = "G"  # public repositories of cells and wards
    INFERRED = "I"  # our inference from published numbers or texts
    UNCONFIRMED = "M"  # general knowledge that no stored page confirms

    @property
    def is_sure(self) -> bool:
        """Whether the value may be shown without the remark that it has to be confirmed."""
        return self in (Evidence.TEXT, Evidence.QUOTED)

    @property
    def meaning(self) -> Text:
        """The sentence shown beside a value that carries this mark."""
        return _MEANINGS[self]


_MEANINGS = {
    Evidence.TEXT: Text("đã đọc văn bản", "text of the document seen"),
    Evidence.QUOTED: Text("theo trích dẫn điều khoản", "clause seen in quotation"),
    Evidence.SECONDARY: Text("theo báo chí, trang thông tin", "from the press or portals"),
    Evidence.LOCAL: Text("theo văn bản, số liệu địa phương", "from local documents or results"),
    Evidence.UNOFFICIAL: Text("nguồn không chính thức", "unofficial source"),
    Evidence.INFERRED: Text("suy ra, cần xác nhận", "inferred, to be confirmed"),
    Evidence.UNCONFIRMED: Text("chưa xác nhận, cần kiểm tra văn bản", "not confirmed, check the document"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A party document. Number and date identify it together, never the number alone."""

    code: str
    number: str
    issued_on: date | None
    issuer: Text
    title: Text

    def say(self, language: str) -> str:
        """Its short name, such as «HD 16-HD/BTCTW, 24/9/2018»."""
        if self.issued_on is None:
            return self.number or self.title.say(language)
        day = self.issued_on
        return f"{self.number}, {day.day}/{day.month}/{day.year}"


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in a document that a value or condition rests on, with its evidence mark."""

    document: Document
    place: Text
    evidence: Evidence
    note: Text | None = None

    def say(self, language: str) -> str:
        """The citation in one line, without its evidence mark."""
        place = self.place.say(language)
        return f"{self.document.say(language)}, {place}" if place else self.document.say(language)
