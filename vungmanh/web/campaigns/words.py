"""What pages call a self-review and its next step, by whose it is and how far it is."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.reports.self_reviews import called, handed_to


def words_of(dossier: Dossier) -> dict[str, Any]:
    """Its name, whose it is, the words of the button that hands it in, and the link to what can be done with it."""
    whose = f"{dossier.name} · {dossier.place.name}" if dossier.is_member else dossier.place.name
    whom = handed_to(dossier)
    hand_in = _("Nộp cho {whom}") if dossier.is_member else _("Nộp {whom}")
    return {
        "called": called(dossier),
        "whose": whose,
        "hand_in": hand_in.format(whom=whom) if whom else _("Nộp cấp trên"),
        "link": link_of(dossier),
    }


def link_of(dossier: Dossier) -> dict[str, Any] | None:
    """Where it is written as long as that is possible, then where it is read; None where nothing was handed in."""
    form, paper = (reverse(page, args=[dossier.subject.pk]) for page in ("self_review", "self_review_paper"))
    if not dossier.is_writable:
        return {"words": _("Xem bản đã nộp"), "address": paper} if dossier.review else None
    if dossier.review:
        return {"words": _("Xem, sửa bản đã nộp"), "address": form, "is_form": True}
    if dossier.draft:
        return {"words": _("Viết tiếp"), "address": form, "is_form": True, "is_next": True}
    words = _("Viết bản tự kiểm điểm") if dossier.is_member else _("Viết báo cáo kiểm điểm")
    return {"words": words, "address": form, "is_form": True, "is_next": True}
