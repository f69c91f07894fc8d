"""Opening a campaign, keeping its list true."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_calendar, check_can_open, check_running
from vungmanh.campaigns.models import Campaign, Deadline, Subject, SubjectKind, Terms
from vungmanh.campaigns.roll import Line, Roll
from vungmanh.classification.checks import check_year
from vungmanh.foundation.actors import Actor
from vungmanh.journal.writing import Act, act
from vungmanh.organizations.models import Placement


def open_campaign(
    *, by: Actor, root: Placement, year: int, on: date, calendar: Mapping[str, date] | None = None
) -> Campaign:
    """Open the campaign of an organization and all below it for a rating year and list everybody concerned.

    `root` is the organization as it stands on 31 December of the year. The rulebook of the year is frozen with its
    version. Raises Refusal where the year has a campaign already, here or above.
    """
    book = check_year(year)
    check_can_open(root, year)
    check_calendar(calendar or {})
    lines = list(Roll(root, book, year=year).lines())
    with act(
        events.OPENED, by=by, on=on, about=root.organization, place=root.organization_id,
        year=year, name=root.name, subjects=len(lines),
    ) as opening:  # fmt: skip
        new = Campaign(
            organization_id=root.organization_id,
            year=year,
            rulebook=book.code,
            rulebook_version=book.version,
            opened_on=on,
        )
        campaign = opening.record([new])[0]
        opening.record_many(
            [Deadline(campaign=campaign, step=step, due_on=due) for step, due in (calendar or {}).items()]
        )
        _list(opening, campaign, lines)
        opening.keep(campaign=campaign.pk)
    return campaign


def set_deadlines(*, by: Actor, campaign: Campaign, root: Placement, calendar: Mapping[str, date]) -> None:
    """Set or move the days by which steps are to be done; Refusal where a later step would be due before an earlier."""
    check_running(campaign)
    standing = {one.step: one for one in Deadline.objects.effective().filter(campaign=campaign)}
    moved = {step: due for step, due in calendar.items() if step not in standing or standing[step].due_on != due}
    if not moved:
        return
    check_calendar({**{step: one.due_on for step, one in standing.items()}, **moved})
    with act(
        events.DEADLINES_SET, by=by, about=root.organization, place=root.organization_id, year=campaign.year,
        name=root.name, steps=", ".join(sorted(moved)),
    ) as setting:  # fmt: skip
        setting.withdraw([standing[step] for step in moved if step in standing])
        setting.record([Deadline(campaign=campaign, step=step, due_on=due) for step, due in moved.items()])


@dataclass(frozen=True, slots=True)
class Difference:
    """What the record says now that the list does not: lines to add, and terms that read otherwise."""

    added: list[Line]
    changed: list[tuple[Terms, Line]]


def difference(campaign: Campaign, root: Placement) -> Difference:
    """How the list differs from the record of now."""
    subjects = {_key(one): one for one in Subject.objects.effective().filter(campaign=campaign)}
    read = Terms.objects.effective().filter(subject__campaign=campaign).select_related("subject")
    standing = {one.subject_id: one for one in read}
    lines = list(Roll(root, check_year(campaign.year), year=campaign.year).lines())
    added = [line for line in lines if line.key not in subjects]
    known = [(standing[subjects[line.key].pk], line) for line in lines if line.key in subjects]
    return Difference(added, [(terms, line) for terms, line in known if _said(terms) != _terms_of(line)])


def list_anew(*, by: Actor, campaign: Campaign, root: Placement) -> tuple[int, int]:
    """Bring the list up to what the record says now; returns how many were added and how many changed.

    Nobody is taken off: who no longer belongs gets terms that say so. Raises Refusal where the campaign is closed.
    """
    check_running(campaign)
    found = difference(campaign, root)
    if not found.added and not found.changed:
        return 0, 0
    with act(
        events.LISTED_ANEW, by=by, about=root.organization, place=root.organization_id,
        year=campaign.year, name=root.name, added=len(found.added), changed=len(found.changed),
    ) as listing:  # fmt: skip
        _list(listing, campaign, found.added)
        listing.replace_all((terms, _terms_of(line)) for terms, line in found.changed)
    return len(found.added), len(found.changed)


def _list(listing: Act, campaign: Campaign, lines: list[Line]) -> None:
    subjects = listing.record([_subject(campaign, line) for line in lines])
    listing.record_many(
        [Terms(subject=subject, **_terms_of(line)) for subject, line in zip(subjects, lines, strict=True)]
    )


def _subject(campaign: Campaign, line: Line) -> Subject:
    whose = "member_id" if line.kind is SubjectKind.MEMBER else "organization_id"
    return Subject(campaign=campaign, kind=line.kind, **{whose: line.subject_id})


def _key(subject: Subject) -> tuple[str, int]:
    return subject.kind, subject.whose


def _terms_of(line: Line) -> dict[str, object]:
    return {
        "place_id": line.place_id,
        "treatment": line.treatment,
        "reason": line.reason,
        "special": list(line.special),
        "comment_from_id": line.comment_from_id,
        "decided_by_id": line.decided_by_id,
    }


def _said(terms: Terms) -> dict[str, object]:
    return {name: getattr(terms, name) for name in _FIELDS}


_FIELDS = ("place_id", "treatment", "reason", "special", "comment_from_id", "decided_by_id")
