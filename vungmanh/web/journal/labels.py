"""What the columns of recorded rows are called on the pages of the journal."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungmanh.members.field_names import NAMES

_NAMES = {
    "starts_on": _("Có hiệu lực từ ngày"),
    "ends_on": _("Có hiệu lực đến ngày"),
    "code": _("Mã số"),
    "name": _("Tên gọi"),
    "parent": _("Tổ chức cấp trên trực tiếp"),
    "kind": _("Loại hình tổ chức"),
    "sector": _("Lĩnh vực của tổ chức"),
    "decision_number": _("Quyết định số"),
    "number": _("Quyết định số"),
    "decided_on": _("Quyết định ngày"),
    "decision": _("Theo quyết định"),
    "ending": _("Lý do kết thúc hoạt động"),
    "end_decision_number": _("Quyết định kết thúc số"),
    "end_decided_on": _("Quyết định kết thúc ngày"),
    "organization": _("Thuộc tổ chức"),
    "leaving": _("Lý do rời tổ chức"),
    "standing": _("Tư cách của đảng viên"),
    "post": _("Chức vụ được giữ"),
    "post_organization": _("Nơi giữ chức vụ"),
    "year": _("Của năm"),
    "status": _("Tình trạng xếp loại"),
    "category": _("Mức được xếp"),
    "exemplary": _("Tiêu biểu trong mức xuất sắc"),
    "reason": _("Lý do nêu kèm"),
    "rulebook": _("Quy định áp dụng"),
    "rulebook_version": _("Bản của quy định"),
    "birth_year": _("Năm sinh (không rõ ngày)"),
    "delegator": _("Người ủy quyền"),
    "rights": _("Quyền được ủy quyền"),
}


def label_of(field: "models.Field[Any, Any]") -> str:
    """The column in the reader's language."""
    return str(NAMES.get(field.name) or _NAMES.get(field.name, field.verbose_name))
