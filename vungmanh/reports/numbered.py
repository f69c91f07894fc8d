"""A numbered decision of a committee as a letter: what it rests on, its articles, its lists in an annex."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.documents.letters import Annex, Heading, Letter, Part
from vungmanh.documents.tables import Table
from vungmanh.foundation.citations import Document
from vungmanh.foundation.dates import written
from vungmanh.foundation.texts import Text
from vungmanh.organizations.models import Placement
from vungmanh.reports.issuing import Issuer, issuer_of
from vungmanh.rulebooks.rulebook import Rulebook

_KINDS = (
    (Text("QĐ", "QĐ"), Text("Quy định số", "Regulation No.")),
    (Text("HD", "HD"), Text("Hướng dẫn số", "Guidance No.")),
    (Text("CV", "CV"), Text("Công văn số", "Letter No.")),
    (Text("KL", "KL"), Text("Kết luận số", "Conclusion No.")),
)
"""What a decision calls a document whose short name begins so."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a decision is about, what it considers, its first article, and the lists of whom it names."""

    about: str
    whereas: str
    told: str
    lists: Sequence[Table]


def letter_of(
    content: Content, *, body: Placement, book: Rulebook, number: str, decided_on: date, language: str
) -> Letter:
    """The decision in the form that committees give it; number and day as they were recorded."""
    issuer = issuer_of(body, on=decided_on)
    plain_number, _dash, symbol = number.partition("-")
    return Letter(
        kind=_("QUYẾT ĐỊNH"),
        about=content.about,
        body=issuer.body.upper(),
        superior=issuer.superior.upper(),
        number=plain_number,
        symbol=symbol,
        place=issuer.place,
        dated=decided_on,
        parts=list(_parts(content, issuer, book, language)),
        on_behalf_of=issuer.signs_for.upper(),
        signed_as=_("BÍ THƯ"),
        recipients=[
            *([f"{issuer.superior},"] if issuer.superior else []),
            _("Như Điều 2,"),
            _("Lưu {body}.").format(body=issuer.body),
        ],
        annex=Annex(
            _("DANH SÁCH"),
            _("kèm theo Quyết định số {number}, ngày {day} của {body}").format(
                number=number, day=written(decided_on), body=issuer.body
            ),
            content.lists,
        ),
    )


def _parts(content: Content, issuer: Issuer, book: Rulebook, language: str) -> Iterator[Part]:
    for document in dict.fromkeys((*book.sources[:1], book.citation.document)):
        yield _("Căn cứ {document} của {issuer};").format(
            document=_cited(document, language), issuer=document.issuer.say(language)
        )
    yield content.whereas
    yield Heading(_("{body} QUYẾT ĐỊNH:").format(body=issuer.body.upper()))
    yield content.told
    yield _("Điều 2. Các tổ chức đảng và đảng viên có tên tại Điều 1 chịu trách nhiệm thi hành quyết định này.")


def _cited(document: Document, language: str) -> str:
    """«Quy định số 132-QĐ/TW, ngày 08/03/2018», as committees cite it in full."""
    kind, _space, number = document.number.partition(" ")
    said = next((called for short, called in _KINDS if short.vi == kind), None)
    if said is None or document.issued_on is None:
        return document.say(language)
    return _("{kind} {number}, ngày {day}").format(
        kind=said.say(language), number=number, day=written(document.issued_on)
    )
