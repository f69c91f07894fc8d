"""Following a campaign: how far everybody in an organization and below it is, folded from two queries.

One query counts the subjects by place, kind and terms, with how many of them have taken each step; the other reads the
tree. Steps, places that are late and reasons are folded from them, so that no two figures disagree.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, FilteredRelation, Q
from django.db.models.functions import Coalesce

from vungmanh.campaigns.models import Campaign, Deadline, Treatment
from vungmanh.campaigns.progress import DECISION, RATED_ONLY, SELF_REVIEW, STEPS, Step
from vungmanh.campaigns.subjects import places_in, terms_in
from vungmanh.organizations.models import Placement, path_ids

RELATIONS = {
    "self_review": "subject__self_reviews",
    "review": "subject__reviews_held",
    "proposal": "subject__proposals",
    "decision": "subject__rulings",
}
"""Where a step that was taken stands, seen from the terms."""
_OWED = {
    Treatment.RATED.value: tuple(range(len(STEPS))),
    Treatment.REVIEWED.value: tuple(at for at, step in enumerate(STEPS) if step not in RATED_ONLY),
    Treatment.OUT.value: (),
}
"""The places of the steps that are asked of those on such terms."""


class Group(NamedTuple):
    """Subjects in one place on the same terms: how many, and how many of them have taken each step."""

    place: int
    kind: str
    treatment: str
    reason: str
    decided_by: int | None
    total: int
    done: tuple[int, ...]


class Stand(NamedTuple):
    """How an organization stood at the end of the year."""

    path: str
    name: str
    code: str
    kind: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class Late:
    """A place that is late with a step: how many there have not taken it."""

    organization_id: int
    step: str
    open: int


@dataclass(frozen=True, slots=True)
class Below:
    """One organization directly below: its steps, and how many subjects are late there."""

    organization_id: int
    stand: Stand
    subjects: int
    steps: Sequence[Step]
    late: int


class Following:
    """A campaign below an organization on a day, read once."""

    def __init__(self, campaign: Campaign, placement: Placement, *, on: date) -> None:
        self.campaign = campaign
        self.placement = placement
        self.on = on

    @cached_property
    def groups(self) -> list[Group]:
        """Subjects counted by place, kind and terms."""
        whole = self.placement.organization_id == self.campaign.organization_id
        places = None if whole else places_in(self.campaign, self.placement).values("organization_id")
        rows: Any = terms_in(self.campaign, places=places).select_related(None).order_by()
        for step, relation in RELATIONS.items():
            standing = FilteredRelation(relation, condition=Q(**{f"{relation}__withdrawn_by": None}))
            rows = rows.annotate(**{f"{step}_row": standing})
        counted = rows.values_list("place_id", "subject__kind", "treatment", "reason", "decided_by_id").annotate(
            total=Count("pk"), **{f"{step}_taken": Count(_taken(step)) for step in STEPS}
        )
        return [
            Group(place, kind, treatment, reason, decided_by, total, tuple(done))
            for place, kind, treatment, reason, decided_by, total, *done in counted
        ]

    @cached_property
    def tree(self) -> dict[int, Stand]:
        """The organizations here and below."""
        rows = places_in(self.campaign, self.placement).order_by("starts_on")
        read = rows.values_list("organization_id", "path", "name", "organization__code", "kind", "sort_key")
        return {id_: Stand(*stand) for id_, *stand in read}

    @cached_property
    def deadlines(self) -> dict[str, date]:
        """By when each step is due."""
        return dict(Deadline.objects.effective().filter(campaign=self.campaign).values_list("step", "due_on"))

    @cached_property
    def steps(self) -> list[Step]:
        """The steps of everybody."""
        return self._steps(self.groups)

    @cached_property
    def treatments(self) -> Counter[str]:
        """How many are rated, reviewed only, or out."""
        return _counted(self.groups, lambda group: group.treatment)

    @cached_property
    def reasons(self) -> Counter[tuple[str, str, str]]:
        """Why somebody is not rated: treatment, kind and code of the reason."""
        unrated = [group for group in self.groups if group.treatment != Treatment.RATED]
        return _counted(unrated, lambda group: (group.treatment, group.kind, group.reason))

    @cached_property
    def children(self) -> list[Below]:
        """The organizations directly below, what is late first, then by name."""
        step, groups = self.placement.depth, dict[int, list[Group]]()
        for group in self.groups:
            ids = path_ids(self.tree[group.place].path) if group.place in self.tree else []
            if len(ids) > step:
                groups.setdefault(ids[step], []).append(group)
        found = [self._below(child, own) for child, own in groups.items() if child in self.tree]
        return sorted(found, key=lambda below: (-below.late, below.stand.sort_key))

    @cached_property
    def late(self) -> list[Late]:
        """Places that are late with a step, in the order of the steps and of the tree.

        A decision that is late is the deciding body's; every other step that of the place where the subject is.
        """
        found: Counter[tuple[str, int]] = Counter()
        late = [(number, step) for number, step in enumerate(STEPS) if self._is_past(step)]
        for group in self.groups:
            for number, step in late:
                left = group.total - group.done[number]
                if left and number in _OWED[group.treatment]:
                    whose = group.decided_by if step == DECISION else group.place
                    found[step, whose or group.place] += left
        places = {id_: (stand.path, stand.sort_key) for id_, stand in self.tree.items()}
        return [
            Late(place, step, found[step, place])
            for step, place in sorted(found, key=lambda key: (STEPS.index(key[0]), places.get(key[1], ("", ""))))
        ]

    def child_of(self, place: int) -> int:
        """The organization directly below to which a place belongs; itself for the scope and for what is elsewhere."""
        ids, step = path_ids(self.tree[place].path) if place in self.tree else [], self.placement.depth
        return ids[step] if len(ids) > step else place

    def left_at(self, place: int, step: str) -> int:
        """How many in one place have not taken a step; of the decision, how many it is to decide."""
        number, left = STEPS.index(step), 0
        for group in self.groups:
            whose = (group.decided_by or group.place) if step == DECISION else group.place
            if whose == place and number in _OWED[group.treatment]:
                left += group.total - group.done[number]
        return left

    def _below(self, child: int, groups: Sequence[Group]) -> Below:
        steps = self._steps(groups)
        late = sum(step.open for step in steps if self._is_past(step.code))
        return Below(child, self.tree[child], sum(group.total for group in groups), steps, late)

    def _steps(self, groups: Iterable[Group]) -> list[Step]:
        totals, done = [0] * len(STEPS), [0] * len(STEPS)
        for group in groups:
            for number in _OWED[group.treatment]:
                totals[number] += group.total
                done[number] += group.done[number]
        return [Step(step, done[at], totals[at], self.deadlines.get(step)) for at, step in enumerate(STEPS)]

    def _is_past(self, step: str) -> bool:
        return self.deadlines.get(step, date.max) < self.on


def _taken(step: str) -> Any:
    """A value where the step is taken, as `progress.has_taken` says."""
    return Coalesce("self_review_row__pk", "review_row__pk") if step == SELF_REVIEW else f"{step}_row__pk"


def _counted(groups: Iterable[Group], by: Callable[[Group], Any]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for group in groups:
        found[by(group)] += group.total
    return found
