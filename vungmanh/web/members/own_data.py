"""Everything that the system holds about a person, for that person: one page, and files to take away."""

import io
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungmanh.documents.formats import Format, write
from vungmanh.documents.letters import Letter
from vungmanh.documents.party_format import party_format
from vungmanh.documents.tables import Table
from vungmanh.journal.writing import note
from vungmanh.members.events import OWN_DATA_SEEN, OWN_DATA_TAKEN
from vungmanh.members.models import Member
from vungmanh.members.queries import membership_on, particulars_of
from vungmanh.organizations.queries import placement_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.members.own_tables import own_tables
from vungmanh.web.members.requests import own_member
from vungmanh.web.viewer import Request

JSON = "json"
FORMS = (
    (Format.XLSX.value, gettext_lazy("Excel")),
    (Format.DOCX.value, gettext_lazy("Word")),
    (Format.PDF.value, "PDF"),
    (JSON, gettext_lazy("JSON (cho máy đọc)")),
)


class FileForm(ActionForm):
    """Which kind of file."""

    form = forms.ChoiceField(choices=FORMS)


def own_data(request: Request, member_id: int) -> HttpResponse:
    """The page, printable; with the member's own note in the journal."""
    member = own_member(request, member_id)
    _note(request, member, OWN_DATA_SEEN)
    tables = own_tables(member, language=request.viewer.language)
    shown = {"member": member, "name": particulars_of(member).full_name, "tables": list(tables.items()), "forms": FORMS}
    return render(request, "web/members/own_data.html", shown)


def own_data_file(request: Request, member_id: int) -> HttpResponse:
    """The same as a file."""
    member = own_member(request, member_id)
    form = FileForm(request.POST or None)
    if not form.is_valid():
        return render(request, "web/members/own_data_file.html", {"member": member, "forms": FORMS})
    chosen = form.cleaned_data["form"]
    _note(request, member, OWN_DATA_TAKEN, form=chosen)
    tables = own_tables(member, language=request.viewer.language)
    name = f"du-lieu-{member.code}-{request.viewer.today.isoformat()}.{chosen}"
    return _json(tables, name) if chosen == JSON else _document(request, member, tables, Format(chosen), name)


def _document(request: Request, member: Member, tables: dict[str, Table], form: Format, name: str) -> HttpResponse:
    viewer = request.viewer
    membership = membership_on(member, on=viewer.today)
    place = placement_of(membership.organization_id, on=viewer.today) if membership else None
    letter = Letter(
        kind=_("DỮ LIỆU CÁ NHÂN"),
        about=_("Những điều hệ thống Vững Mạnh giữ về đảng viên {name}").format(name=particulars_of(member).full_name),
        body=place.name if place else "",
        parts=list(tables.values()),
        dated=viewer.today,
    )
    file = io.BytesIO()
    write(letter, form, file, look=party_format(viewer.today), language=viewer.language)
    return HttpResponse(file.getvalue(), form.media_type, headers=_attached(name))


def _json(tables: dict[str, Table], name: str) -> HttpResponse:
    told: dict[str, Any] = {
        code: [dict(zip((column.code for column in table.columns), row, strict=True)) for row in table.rows]
        for code, table in tables.items()
    }
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(told, encoder=DjangoJSONEncoder, json_dumps_params=options, headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment"}


def _note(request: Request, member: Member, event: Any, **details: Any) -> None:
    membership = membership_on(member, on=request.viewer.today)
    place = membership.organization_id if membership else None
    note(event, by=request.viewer.actor, about=member, place=place, **details)
