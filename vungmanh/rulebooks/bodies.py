"""Who acts in a campaign, by the words of the regulations."""

from enum import StrEnum

from vungmanh.foundation.texts import Text


class Body(StrEnum):
    """A body or person that proposes, comments, votes or decides."""

    MEMBER = "member"
    CELL = "cell"
    HOME_CELL = "home_cell"
    HOST_CELL = "host_cell"
    OLD_CELL = "old_cell"
    RECEIVING_CELL = "receiving_cell"
    CELL_COMMITTEE = "cell_committee"
    LEADING_COLLECTIVE = "leading_collective"
    SECTIONAL_COMMITTEE = "sectional_committee"
    GRASSROOTS_COMMITTEE = "grassroots_committee"
    GRASSROOTS_CELL_COMMITTEE = "grassroots_cell_committee"
    DISTRICT = "district"
    DISTRICT_COMMITTEE = "district_committee"
    DISTRICT_STANDING = "district_standing"
    PROVINCE = "province"
    PROVINCIAL_STANDING = "provincial_standing"
    ORGANIZING_BODY = "organizing_body"
    RESIDENCE_COMMITTEE = "residence_committee"
    MASS_ORGANIZATIONS = "mass_organizations"
    MANAGING_AGENCY = "managing_agency"
    OLD_SUPERIOR = "old_superior"
    SUPERIOR = "superior"
    COMPETENT_LEVEL = "competent_level"

    @property
    def text(self) -> Text:
        """Its name on pages and documents."""
        return _NAMES[self]


_NAMES = {
    Body.MEMBER: Text("đảng viên", "the member"),
    Body.CELL: Text("chi bộ", "cell"),
    Body.HOME_CELL: Text("chi bộ nơi sinh hoạt chính thức", "home cell"),
    Body.HOST_CELL: Text("chi bộ nơi sinh hoạt tạm thời", "host cell"),
    Body.OLD_CELL: Text("chi bộ nơi chuyển đi", "cell of the old place"),
    Body.RECEIVING_CELL: Text("chi bộ nơi chuyển đến", "receiving cell"),
    Body.CELL_COMMITTEE: Text("chi ủy (bí thư, nơi không có chi ủy)", "cell committee (secretary where there is none)"),
    Body.LEADING_COLLECTIVE: Text("tập thể lãnh đạo, quản lý", "leading collective"),
    Body.SECTIONAL_COMMITTEE: Text("đảng ủy bộ phận", "sectional committee"),
    Body.GRASSROOTS_COMMITTEE: Text("đảng ủy cơ sở", "grassroots committee"),
    Body.GRASSROOTS_CELL_COMMITTEE: Text("chi ủy cơ sở", "committee of the grassroots cell"),
    Body.DISTRICT: Text("cấp huyện", "district"),
    Body.DISTRICT_COMMITTEE: Text("ban chấp hành đảng bộ huyện", "district executive committee"),
    Body.DISTRICT_STANDING: Text("ban thường vụ huyện ủy", "district standing committee"),
    Body.PROVINCE: Text("cấp tỉnh", "province"),
    Body.PROVINCIAL_STANDING: Text("ban thường vụ tỉnh ủy", "provincial standing committee"),
    Body.ORGANIZING_BODY: Text("cơ quan tham mưu về tổ chức", "organizing advisory body"),
    Body.RESIDENCE_COMMITTEE: Text("cấp ủy nơi cư trú", "committee at the place of residence"),
    Body.MASS_ORGANIZATIONS: Text("Mặt trận và các đoàn thể", "the Front and mass organizations"),
    Body.MANAGING_AGENCY: Text("người đứng đầu cơ quan trực tiếp quản lý", "head of the managing agency"),
    Body.OLD_SUPERIOR: Text("cấp trên trực tiếp cũ", "former superior"),
    Body.SUPERIOR: Text("cấp trên trực tiếp", "direct superior"),
    Body.COMPETENT_LEVEL: Text("cấp có thẩm quyền", "competent level"),
}
