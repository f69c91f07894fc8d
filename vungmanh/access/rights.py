"""The rights that posts give."""

from enum import StrEnum

from vungmanh.foundation.texts import Text


class Right(StrEnum):
    """Something one may do or see in a reach."""

    SEE_ORGANIZATIONS = "see_organizations"
    MANAGE_ORGANIZATIONS = "manage_organizations"
    SEE_MEMBERS = "see_members"
    MANAGE_MEMBERS = "manage_members"
    SEE_RESULTS = "see_results"
    JUSTIFY_CAPS = "justify_caps"
    SEE_REPORTS = "see_reports"
    IMPORT = "import"
    SEE_JOURNAL = "see_journal"
    EXPORT = "export"
    SEE_GUARDED = "see_guarded"
    MANAGE_LOGINS = "manage_logins"
    RUN_CAMPAIGNS = "run_campaigns"
    CONDUCT_REVIEWS = "conduct_reviews"
    DECIDE_RATINGS = "decide_ratings"

    @property
    def name_text(self) -> Text:
        """How the right is called on pages."""
        return _NAMES[self]

    @property
    def changes(self) -> bool:
        """Whether it is a right to change the record: such rights follow today's reach, whatever day a page shows."""
        return not self.value.startswith("see_")

    @property
    def may_be_delegated(self) -> bool:
        """Whether the holder of a post may hand it to a helper for a time.

        Never what takes data out, opens guarded particulars or the journal, gives logins, or is the holder's own
        decision: such rights stay with the post.
        """
        return self in _DELEGABLE

    @property
    def needs(self) -> "frozenset[Right]":
        """The rights without which this one opens no page: they are handed over with it."""
        return _NEEDS.get(self, frozenset({Right.SEE_ORGANIZATIONS}))


_NAMES = {
    Right.SEE_ORGANIZATIONS: Text("xem tổ chức đảng", "see organizations"),
    Right.MANAGE_ORGANIZATIONS: Text("thành lập, đổi tên, chuyển, kết thúc tổ chức", "change organizations"),
    Right.SEE_MEMBERS: Text("xem đảng viên", "see members"),
    Right.MANAGE_MEMBERS: Text("cập nhật đảng viên", "change members"),
    Right.SEE_RESULTS: Text("xem kết quả xếp loại", "see yearly results"),
    Right.JUSTIFY_CAPS: Text("ghi lý do vượt tỷ lệ", "give the reason for exceeding a cap"),
    Right.SEE_REPORTS: Text("xem báo cáo", "see reports"),
    Right.IMPORT: Text("nhập dữ liệu từ Excel", "import from Excel"),
    Right.SEE_JOURNAL: Text("xem nhật ký", "see the journal"),
    Right.EXPORT: Text("xuất danh sách, báo cáo ra tệp", "export lists and reports to files"),
    Right.SEE_GUARDED: Text("xem thông tin được bảo vệ, có ghi lý do", "see guarded particulars, giving a reason"),
    Right.MANAGE_LOGINS: Text("cấp, đặt lại, khóa tài khoản", "give, reset and lock logins"),
    Right.RUN_CAMPAIGNS: Text("mở, theo dõi, kết thúc đợt kiểm điểm", "open, follow and close yearly campaigns"),
    Right.CONDUCT_REVIEWS: Text("tổ chức kiểm điểm, bỏ phiếu, đề xuất mức", "hold reviews and ballots, propose"),
    Right.DECIDE_RATINGS: Text("ghi quyết định xếp loại", "record decisions on yearly results"),
}

_DELEGABLE = frozenset(
    {
        Right.SEE_ORGANIZATIONS,
        Right.MANAGE_ORGANIZATIONS,
        Right.SEE_MEMBERS,
        Right.MANAGE_MEMBERS,
        Right.SEE_RESULTS,
        Right.SEE_REPORTS,
        Right.IMPORT,
        Right.RUN_CAMPAIGNS,
        Right.CONDUCT_REVIEWS,
    }
)
_NEEDS = {
    Right.SEE_ORGANIZATIONS: frozenset[Right](),
    Right.MANAGE_MEMBERS: frozenset({Right.SEE_ORGANIZATIONS, Right.SEE_MEMBERS}),
    Right.IMPORT: frozenset({Right.SEE_ORGANIZATIONS, Right.SEE_MEMBERS}),
    Right.RUN_CAMPAIGNS: frozenset({Right.SEE_ORGANIZATIONS, Right.SEE_RESULTS}),
    Right.CONDUCT_REVIEWS: frozenset({Right.SEE_ORGANIZATIONS, Right.SEE_MEMBERS, Right.SEE_RESULTS}),
}


class Reach(StrEnum):
    """How far a right goes from the post that gives it."""

    SELF = "self"
    OWN = "own"
    OWN_AND_BELOW = "own_and_below"

    @property
    def name_text(self) -> Text:
        """How the reach is called on pages."""
        return _REACHES[self]


_REACHES = {
    Reach.SELF: Text("bản thân", "oneself"),
    Reach.OWN: Text("tổ chức của mình", "own organization"),
    Reach.OWN_AND_BELOW: Text("tổ chức của mình và cấp dưới", "own organization and below"),
}
