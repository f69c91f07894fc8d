"""Cells of an unusual size, which are worth a remark and no more."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count
from django.utils.translation import gettext as _

from vungmanh.exchange.rows import Row, steps_of
from vungmanh.exchange.steps import Enrol, Leave, Place, Transfer
from vungmanh.exchange.tree import Tree
from vungmanh.members.models import Membership
from vungmanh.organizations.kinds import kind

_NAMED = 10


def unusual_sizes(tree: Tree, rows: Sequence[Row]) -> list[str]:
    """A remark on every cell that the workbook changes and leaves unusually large or small, the largest first."""
    sizes = _sizes(tree, rows)
    remarks = []
    for place, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0].code)):
        least, most = kind(place.placements[-1].kind).usual_members
        if (least is not None and size < least) or (most is not None and size > most):
            remarks.append(
                _("“{place}” ({code}) sẽ có {size} đảng viên; thường có từ {least} đến {most}.").format(
                    place=place.name, code=place.code, size=size, least=least or 0, most=most or "…"
                )
            )
    if len(remarks) > _NAMED:
        more = _("… và {count} chi bộ khác có số đảng viên khác thường.").format(count=len(remarks) - _NAMED)
        return [*remarks[:_NAMED], more]
    return remarks


def _sizes(tree: Tree, rows: Sequence[Row]) -> Counter[Place]:
    """Members of the changed cells once the workbook is written."""
    sizes: Counter[Place] = Counter()
    coming: list[Enrol | Transfer] = [*steps_of(rows, Enrol), *steps_of(rows, Transfer)]
    going: list[Leave | Transfer] = [*steps_of(rows, Leave), *steps_of(rows, Transfer)]
    for step in coming:
        sizes[step.place] += 1
    for gone in going:
        if (membership := gone.person.membership_on(tree.on)) and membership.organization_id in tree.by_id:
            sizes[tree.by_id[membership.organization_id]] -= 1
        elif isinstance(gone, Leave) and gone.person.enrolled_in:
            sizes[gone.person.enrolled_in] -= 1
    by_id = {place.id: place for place in sizes if place.id}
    enrolled = Membership.objects.on(tree.on).filter(organization__in=by_id).order_by()
    for organization_id, members in enrolled.values_list("organization_id").annotate(Count("pk")):
        sizes[by_id[organization_id]] += members
    return sizes
