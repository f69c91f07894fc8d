"""Writing an organization with all below it into a workbook that comes in again unchanged."""

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from vungmanh.classification.models import MemberResult, OrganizationResult, Result
from vungmanh.classification.queries import with_titles
from vungmanh.exchange import words
from vungmanh.exchange.layouts import (
    LAYOUTS,
    MEMBERS,
    OFFICIAL,
    OFFICIAL_SHEET,
    ORGANIZATIONS,
    OWN,
    PARTICULARS,
    RESULTS,
)
from vungmanh.exchange.sheets import Book
from vungmanh.exchange.template import NAMES
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.births import birth_said
from vungmanh.members.models import Gender, Membership, Post, PostHeld, Standing, StandingPeriod
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Organization, Placement, Sector
from vungmanh.rulebooks.rulebook import Subject

_GENDERS = {Gender.MALE: "Nam", Gender.FEMALE: "Nữ", Gender.UNKNOWN: ""}
_CELLS_OF_DAYS = date(1906, 1, 1)
"""Earlier births are written as text: Excel miscounts days before March 1900, and a day of 1905 looks like a year."""
_BATCH = 2000
"""Rows read at once."""
_PARTS = {"country": "Quốc gia", "province": "Tỉnh/Thành phố", "place": "Địa chỉ chi tiết"}


def export_workbook(placement: Placement, *, on: date, profile: str) -> bytes:
    """The organization, all below it and their members as of `on`, and every result of theirs whatever its year.

    The organization itself is written without its superior, so that the workbook stands on its own. The particulars
    are complete, guarded ones too: the caller asks for the right and keeps a note (`actions.note_export`).
    """
    if profile not in (OWN, OFFICIAL):
        raise Refusal("exchange.unknown_profile", _("Không có mẫu “{profile}”.").format(profile=profile))
    view = _View(placement, on)
    stream = io.BytesIO()
    with Book(stream, merged=profile == OFFICIAL) as book:
        if profile == OWN:
            _write_own(book, view)
        else:
            _write_official(book, view)
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Enrolled:
    """A member as of the day."""

    code: str
    facts: dict[str, Any]
    organization_id: int
    starts_on: date
    standing: str
    standing_on: date | None
    posts: str


class _View:
    """What there is in scope as of the day, in a handful of queries."""

    def __init__(self, top: Placement, on: date) -> None:
        self.top, self.on = top, on
        rows = (
            Placement.objects.on(on).below(top.path).select_related("organization").order_by("depth", "sort_key", "pk")
        )
        self.placements = list(rows)
        self.by_id = {row.organization_id: row for row in self.placements}
        self.begun = _beginnings(self.placements, on)
        self._codes: dict[int, str] = {}

    def code(self, organization_id: int | None) -> str:
        """The code of an organization, inside or outside; empty for none."""
        if organization_id in self.by_id:
            return str(self.by_id[organization_id].organization.code)
        if organization_id is not None and not self._codes:
            self._codes = dict(Organization.objects.effective().values_list("pk", "code"))
        return self._codes.get(organization_id or 0, "")

    def members(self) -> Iterator[_Enrolled]:
        """Everybody enrolled on the day, in the order of names, some at a time."""
        places = Placement.objects.on(self.on).below(self.top.path).values("organization_id")
        enrolled = Membership.objects.on(self.on).filter(
            organization__in=places, member__withdrawn_by=None, member__particulars__withdrawn_by=None
        )
        facts = {f"fact_{name}": F(f"member__particulars__{name}") for name in PARTICULARS}
        shown = enrolled.order_by("organization_id", "member__particulars__name_key", "member_id").values(
            "member_id", "member__code", "organization_id", "starts_on", **facts
        )
        ids = enrolled.values("member_id")
        standings = {
            id_: (standing, begun)
            for id_, standing, begun in StandingPeriod.objects.on(self.on)
            .filter(member__in=ids)
            .values_list("member_id", "standing", "starts_on")
        }
        posts = self._posts(ids)
        for row in shown.iterator(_BATCH):
            yield self._enrolled(row, standings.get(row["member_id"], ("", None)), posts)

    def _enrolled(
        self, row: dict[str, Any], standing: tuple[str, date | None], posts: dict[int, list[PostHeld]]
    ) -> _Enrolled:
        facts = {name: row[f"fact_{name}"] for name in PARTICULARS}
        held = [self._post(one, row["organization_id"]) for one in posts[row["member_id"]]]
        return _Enrolled(
            row["member__code"], facts, row["organization_id"], row["starts_on"], *standing, posts="; ".join(held)
        )

    def _posts(self, members: Any) -> dict[int, list[PostHeld]]:
        held: dict[int, list[PostHeld]] = defaultdict(list)
        for post in PostHeld.objects.on(self.on).filter(member__in=members).order_by("starts_on", "pk"):
            if post.organization_id in self.by_id:
                held[post.member_id].append(post)
        return held

    def _post(self, post: PostHeld, cell_id: int) -> str:
        where = "" if post.organization_id == cell_id else f" @{self.code(post.organization_id)}"
        return f"{words.POSTS[Post(post.post)]}{where} từ {written(post.starts_on)}"

    def results(self) -> Iterator[tuple[Subject, str, Result, int | None]]:
        """Results of the organizations and members of the day: subject, code, result, id of the rating cell."""
        of_organizations = OrganizationResult.objects.effective().filter(organization__in=list(self.by_id))
        titled = with_titles(of_organizations.select_related("decision"))
        for one in titled.order_by("year", "organization_id").iterator(_BATCH):
            yield Subject.ORGANIZATION, self.code(one.organization_id), one, None
        places = Placement.objects.on(self.on).below(self.top.path).values("organization_id")
        enrolled = Membership.objects.on(self.on).filter(organization__in=places).values("member_id")
        of_members = MemberResult.objects.effective().filter(member__in=enrolled, member__withdrawn_by=None)
        for two in of_members.select_related("decision", "member").order_by("year", "member_id").iterator(_BATCH):
            yield Subject.MEMBER, two.member.code, two, two.organization_id


def _beginnings(placements: Sequence[Placement], on: date) -> dict[int, date]:
    """From when each organization is written: its founding, but never before its superior."""
    ids = [row.organization_id for row in placements]
    first: dict[int, date] = {}
    history = Placement.objects.effective().filter(organization__in=ids, starts_on__lte=on)
    for id_, begun in history.values_list("organization_id", "starts_on"):
        first[id_] = min(first.get(id_, begun), begun)
    for row in placements:
        if row.parent_id in first:
            first[row.organization_id] = max(first[row.organization_id], first[row.parent_id])
    return first


def _write_own(book: Book, view: _View) -> None:
    writers = {ORGANIZATIONS.kind: _organizations, MEMBERS.kind: _members, RESULTS.kind: _results}
    for layout in LAYOUTS:
        sheet = book.sheet(NAMES[layout.kind])
        fields = [column.field for column in layout.columns]
        sheet.header([column.header for column in layout.columns])
        for row in writers[layout.kind](view):
            sheet.row([row.get(field) for field in fields])


def _organizations(view: _View) -> Iterator[dict[str, Any]]:
    for row in view.placements:
        yield {
            "code": row.organization.code,
            "name": row.name,
            "kind": kind(row.kind).name.vi,
            "parent": "" if row.organization_id == view.top.organization_id else view.code(row.parent_id),
            "starts_on": view.begun[row.organization_id],
            "sector": words.SECTORS.get(Sector(row.sector), ""),
            "decision_number": row.decision_number,
            "decided_on": row.decided_on,
        }


def _members(view: _View) -> Iterator[dict[str, Any]]:
    for one in view.members():
        yield {
            **_facts(one),
            "code": one.code,
            "organization": view.code(one.organization_id),
            "standing": words.STANDINGS[Standing(one.standing)] if one.standing else "",
            "posts": one.posts,
            "starts_on": max(one.starts_on, view.begun[one.organization_id]),
            "standing_on": one.standing_on,
        }


def _facts(one: _Enrolled) -> dict[str, Any]:
    born = one.facts["birth_date"] or one.facts["birth_year"]
    if not isinstance(born, date) or born < _CELLS_OF_DAYS:
        born = birth_said(born)
    return {**one.facts, "birth_date": born, "gender": _GENDERS[Gender(one.facts["gender"])]}


def _results(view: _View) -> Iterator[dict[str, Any]]:
    for subject, code, result, cell_id in view.results():
        yield {
            "year": result.year,
            "subject": words.SUBJECTS[subject],
            "code": code,
            "result": words.result_text(
                subject, result.year, result.status, result.category, exemplary=result.is_exemplary
            ),
            "decision_number": result.decision.number,
            "decided_on": result.decision.decided_on,
            "decided_by": view.code(result.decision.organization_id),
            "reason": result.reason,
            "cell": view.code(cell_id),
        }


def _write_official(book: Book, view: _View) -> None:
    """The 29 columns, the cell by its code, which is never ambiguous.

    Who has no number of the official database is known by card or citizen id, else by our code.
    """
    sheet = book.sheet("Sheet1")
    titles = [title for _field, title in OFFICIAL_SHEET]
    parts = [_PARTS.get(field.partition("_")[2], "") for field, _title in OFFICIAL_SHEET]
    sheet.merged_header(titles, parts)
    for number, one in enumerate(view.members(), start=1):
        facts = _facts(one)
        has_number = any(facts[name] for name in ("official_id", "card_number", "citizen_id"))
        values = {
            **facts,
            "official_id": facts["official_id"] or ("" if has_number else one.code),
            "organization": view.code(one.organization_id),
            "standing": words.STANDINGS[Standing(one.standing)] if one.standing else "",
        }
        cells = [values.get(field) for field, _title in OFFICIAL_SHEET]
        sheet.row([number, *(written(cell) if isinstance(cell, date) else cell for cell in cells[1:])])
