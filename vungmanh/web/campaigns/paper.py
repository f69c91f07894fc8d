"""A self-review as a page to print and as a file; who reads that of somebody else leaves a note in the journal."""

import io
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vungmanh.access.questions import NotVisible
from vungmanh.access.reviews import Sight, load_for_reading
from vungmanh.campaigns.events import SELF_REVIEW_READ
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.documents.formats import Format, write
from vungmanh.documents.letters import Heading, Letter
from vungmanh.documents.paper import date_line
from vungmanh.documents.party_format import party_format
from vungmanh.documents.tables import Table
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import note
from vungmanh.reports.self_reviews import form_in_words, paper_of
from vungmanh.web.campaigns.content import handed_in, kept
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


class FileForm(ActionForm):
    """Which kind of file."""

    form = forms.ChoiceField(choices=[(Format.DOCX.value, "Word"), (Format.PDF.value, "PDF")])


def self_review_paper(request: Request, subject_id: int) -> HttpResponse:
    """The page to print, and after a choice the file."""
    viewer = request.viewer
    dossier, sight = load_for_reading(viewer.actor, subject_id, on=viewer.today)
    form = FileForm(request.POST or None)
    taken = form.is_valid()
    if taken and not sight.writes:
        raise NotVisible(subject_id)  # a file of somebody else's words is offered to nobody; the page can be printed
    letter = _letter(request, dossier, sight, signs=sight.is_own if taken else sight.signs)
    _note(request, dossier, sight)
    if taken:
        return _file(request, dossier, letter, Format(form.cleaned_data["form"]))
    shown = {"dossier": dossier, "sight": sight, "letter": letter, "pieces": _pieces(letter), "form": form}
    shown |= {"is_draft": dossier.review is None, "forms": form.fields["form"].choices}
    shown |= {"dated": date_line(letter, party_format(viewer.today))}
    shown |= {"form_in_words": form_in_words(dossier, viewer.language)}
    return render(request, "web/campaigns/paper.html", shown)


def _letter(request: Request, dossier: Dossier, sight: Sight, *, signs: bool) -> Letter:
    """What was handed in; to the writer, before that, the draft. Files with the signs are the member's alone."""
    if dossier.review is None and not sight.writes:
        raise Refusal(
            "web.not_handed_in",
            _("{name} chưa nộp bản tự kiểm điểm.").format(name=dossier.name),
            remedy=_("Bản đang viết chỉ người viết xem được; đề nghị người viết nộp."),
        )
    content = handed_in(dossier) if dossier.review else kept(dossier)
    return paper_of(dossier, content.as_written(), signs=signs, language=request.viewer.language)


def _note(request: Request, dossier: Dossier, sight: Sight) -> None:
    if sight.writes:
        return
    subject = dossier.subject
    about = subject.member if dossier.is_member else subject.organization
    year = dossier.campaign.year
    note(SELF_REVIEW_READ, by=request.viewer.actor, about=about, place=dossier.terms.place_id, year=year)


def _file(request: Request, dossier: Dossier, letter: Letter, form: Format) -> HttpResponse:
    viewer, file = request.viewer, io.BytesIO()
    write(letter, form, file, look=party_format(viewer.today), language=viewer.language)
    name = f"tu-kiem-diem-{dossier.campaign.year}-{dossier.subject.pk}.{form}"
    attached = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(file.getvalue(), form.media_type, headers={"Content-Disposition": attached})


def _pieces(letter: Letter) -> list[dict[str, Any]]:
    """The parts for the template, which cannot ask what something is."""
    found: list[dict[str, Any]] = []
    for part in letter.parts:
        if isinstance(part, Table):
            found.append({"rows": list(part.rows), "titles": [column.title for column in part.columns]})
        elif isinstance(part, Heading):
            found.append({"heading": part.text})
        else:
            found.append({"words": part})
    return found
