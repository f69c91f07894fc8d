"""What the fields of a member's particulars are called, in the words of the official database's sheet."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "full_name": _("Họ và tên"),
    "other_name": _("Tên khác"),
    "gender": _("Giới tính"),
    "birth_date": _("Ngày sinh"),
    "card_number": _("Số thẻ đảng viên"),
    "card_issued_by": _("Nơi cấp thẻ đảng viên"),
    "card_issued_on": _("Ngày cấp thẻ đảng viên"),
    "card_number_85": _("Số thẻ theo Quy định 85"),
    "joined_on": _("Ngày vào Đảng"),
    "official_on": _("Ngày chính thức"),
    "official_id": _("Số trong cơ sở dữ liệu đảng viên"),
    "citizen_id": _("Số định danh cá nhân"),
    "old_id_number": _("Số chứng minh nhân dân cũ"),
    "ethnicity": _("Dân tộc"),
    "religion": _("Tôn giáo"),
    "birth_country": _("Khai sinh: quốc gia"),
    "birth_province": _("Khai sinh: tỉnh, thành phố"),
    "birth_place": _("Khai sinh: địa chỉ chi tiết"),
    "home_country": _("Quê quán: quốc gia"),
    "home_province": _("Quê quán: tỉnh, thành phố"),
    "home_place": _("Quê quán: địa chỉ chi tiết"),
    "residence_country": _("Thường trú: quốc gia"),
    "residence_province": _("Thường trú: tỉnh, thành phố"),
    "residence_place": _("Thường trú: địa chỉ chi tiết"),
}
"""Every field that says something of the person, in the order of pages; keys of sorting and searching are derived.

A year of birth alone stands under the birth date.
"""
