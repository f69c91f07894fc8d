"""The words remembered for imports: who chose what, and forgetting it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungmanh.access.questions import NotVisible
from vungmanh.access.rights import Right
from vungmanh.exchange.models import MappingKind
from vungmanh.exchange.remembering import forget, meaning_of
from vungmanh.web.addresses import address, scope_of
from vungmanh.web.imports.reach import mappings_in_reach
from vungmanh.web.viewer import Request


def remembered(request: Request) -> HttpResponse:
    """Everything remembered for imports into the organization in the address."""
    scope = scope_of(request, Right.IMPORT)
    rows = [
        {
            "mapping": one,
            "kind": MappingKind(one.kind).label,
            "meaning": meaning_of(one.kind, one.context, one.ours, request.viewer.today),
        }
        for one in mappings_in_reach(request).filter(scope=scope.organization_id)
    ]
    return render(request, "web/imports/remembered.html", {"scope": scope, "rows": rows})


@require_POST
def forgotten(request: Request, mapping_id: int) -> HttpResponse:
    """Forget one of them."""
    scope_of(request, Right.IMPORT)
    mapping = mappings_in_reach(request).filter(pk=mapping_id).first()
    if mapping is None:
        raise NotVisible(mapping_id)
    forget(mapping)
    messages.success(request, _("Đã bỏ lựa chọn cho “{word}”.").format(word=mapping.written))
    return redirect(address(request, "remembered"))
