"""The columns of both profiles as data.

Profile 1 is the 29-column sheet of the official member database, profile 2 our own workbook of three sheets. Both
speak of members in the same columns, so there is one list; a profile only chooses which of them are written out.
"""

from collections.abc import Iterable

from vungmanh.exchange.columns import Column, Kind, Layout, SheetKind

OWN = "own"
OFFICIAL = "official"

ORGANIZATIONS = Layout(
    SheetKind.ORGANIZATIONS,
    names=("to chuc", "to chuc dang", "organizations"),
    columns=(
        Column("code", "Mã", "Code", Kind.CODE, ("ma to chuc", "ma don vi", "ma chi bo", "code"), 64),
        Column(
            "name", "Tên", "Name", Kind.TEXT,
            ("ten to chuc", "ten to chuc dang", "ten don vi", "ten chi bo", "name"), 200,
        ),
        Column("kind", "Loại", "Kind", Kind.TEXT, ("loai to chuc", "loai to chuc dang", "kind", "cap")),
        Column(
            "parent", "Mã cấp trên", "Superior's code", Kind.CODE,
            ("cap tren", "ma to chuc cap tren", "truc thuoc", "ma truc thuoc", "parent"), 64,
        ),
        Column("starts_on", "Từ ngày", "From", Kind.DATE, ("ngay thanh lap", "ngay bat dau", "from")),
        Column("ends_on", "Đến ngày", "Until", Kind.DATE, ("ngay ket thuc", "ngay giai the", "until")),
        Column("sector", "Loại hình", "Sector", Kind.TEXT, ("loai hinh chi bo", "loai hinh to chuc", "sector")),
        Column(
            "decision_number", "Số quyết định", "Decision number", Kind.TEXT,
            ("so qd", "quyet dinh so", "so quyet dinh thanh lap", "decision"), 64,
        ),
        Column(
            "decided_on", "Ngày quyết định", "Decision date", Kind.DATE,
            ("ngay qd", "ngay quyet dinh thanh lap", "decided on"),
        ),
    ),
    needs=(("code",),),
)  # fmt: skip


def _triple(field: str, header: str, english: str, names: Iterable[str]) -> tuple[Column, ...]:
    """Country, province and place of one address; in the official sheet they share a merged header."""
    parts = (
        ("country", "Quốc gia", "country", ("quoc gia", "nuoc", "country"), 60),
        ("province", "Tỉnh/Thành phố", "province", ("tinh thanh pho", "tinh", "tinh tp", "thanh pho tinh"), 60),
        ("place", "Địa chỉ chi tiết", "place", ("dia chi chi tiet", "chi tiet", "dia chi", "xa phuong"), 200),
    )
    return tuple(
        Column(
            f"{field}_{part}", f"{header} - {said}", f"{english}, {in_english}", Kind.TEXT,
            tuple(f"{name} {word}" for name in names for word in words) + (tuple(names) if part == "place" else ()),
            limit,
        )
        for part, said, in_english, words, limit in parts
    )  # fmt: skip


_BIRTH = _triple(
    "birth", "Khai sinh", "Place of birth", ("khai sinh", "noi khai sinh", "noi sinh", "noi dang ky khai sinh")
)
_HOME = _triple("home", "Quê quán", "Native place", ("que quan", "nguyen quan"))
_RESIDENCE = _triple(
    "residence", "Thường trú", "Residence",
    ("thuong tru", "noi thuong tru", "noi dang ky thuong tru", "dia chi thuong tru", "ho khau thuong tru"),
)  # fmt: skip

MEMBERS = Layout(
    SheetKind.MEMBERS,
    names=("dang vien", "danh sach dang vien", "members"),
    columns=(
        Column("code", "Mã", "Code", Kind.CODE, ("ma dang vien", "ma dv", "code"), 64),
        Column(
            "full_name", "Họ và tên", "Full name", Kind.TEXT,
            ("ho ten", "ho va ten dang vien", "ho ten dang vien", "ho va ten khai sinh", "ho ten khai sinh", "name"),
            120,
        ),
        Column(
            "birth_date", "Ngày sinh", "Date of birth", Kind.BIRTH,
            ("ngay thang nam sinh", "sinh ngay", "nam sinh", "born"),
        ),
        Column("gender", "Giới tính", "Sex", Kind.GENDER, ("gioi", "nam nu", "sex", "gender")),
        Column(
            "organization", "Mã tổ chức", "Organization", Kind.TEXT,
            (
                "to chuc dang dang sinh hoat", "to chuc dang noi dang sinh hoat", "to chuc dang", "ma chi bo",
                "chi bo", "ten chi bo", "chi bo dang sinh hoat", "noi sinh hoat", "noi dang sinh hoat", "don vi",
                "organization", "chi bo sinh hoat",
            ),
            500,
        ),
        Column(
            "joined_on", "Ngày vào Đảng", "Joined the Party", Kind.DATE,
            ("ngay ket nap", "ngay vao dang du bi", "vao dang", "joined"),
        ),
        Column(
            "official_on", "Ngày chính thức", "Full member since", Kind.DATE,
            ("ngay vao dang chinh thuc", "ngay cong nhan chinh thuc", "chinh thuc"),
        ),
        Column("standing", "Trạng thái", "Standing", Kind.TEXT, ("tu cach", "tinh trang", "trang thai dang vien")),
        Column(
            "card_number", "Số thẻ", "Card number", Kind.DIGITS,
            ("so the dang", "so the dang vien", "the dang vien", "so the dv"), 12,
        ),
        Column(
            "citizen_id", "Số định danh", "Citizen id", Kind.DIGITS,
            ("so dinh danh ca nhan", "so cccd", "cccd", "can cuoc cong dan", "so can cuoc", "so dinh danh cccd"), 12,
        ),
        Column("posts", "Chức vụ", "Posts", Kind.TEXT, ("chuc vu dang", "chuc vu trong dang"), 500),
        Column("starts_on", "Từ ngày", "In the cell since", Kind.DATE, ("sinh hoat tu ngay", "ngay chuyen den")),
        Column(
            "standing_on", "Trạng thái từ ngày", "Standing since", Kind.DATE,
            ("tu cach tu ngay", "ngay trang thai"),
        ),
        Column(
            "left_on", "Ngày rời/mất/miễn", "Left, died or exempt on", Kind.DATE,
            ("ngay roi", "ngay mat", "ngay mien", "ngay roi dang", "ngay roi mat mien sinh hoat"),
        ),
        Column(
            "official_id", "ID", "Official id", Kind.NUMBERED,
            ("id dang vien", "ma id", "id csdl", "ma dinh danh dang vien"), 40,
        ),
        Column(
            "other_name", "Tên gọi khác", "Other name", Kind.TEXT, ("ho ten khac", "bi danh", "ten thuong dung"), 120
        ),
        Column("ethnicity", "Dân tộc", "Ethnicity", Kind.TEXT, (), 40),
        Column("religion", "Tôn giáo", "Religion", Kind.TEXT, (), 40),
        Column("card_issued_by", "Nơi cấp", "Card issued by", Kind.TEXT, ("noi cap the", "noi cap the dang"), 120),
        Column("card_issued_on", "Ngày cấp", "Card issued on", Kind.DATE, ("ngay cap the", "ngay cap the dang")),
        Column(
            "card_number_85", "Số thẻ theo QĐ 85", "Card number under QĐ 85", Kind.NUMBERED,
            ("so the dang theo qd 85", "so the qd 85", "so the dang vien theo qd 85", "so the theo quyet dinh 85"), 20,
        ),
        *_BIRTH,
        *_HOME,
        *_RESIDENCE,
        Column(
            "old_id_number", "Số CMND cũ", "Old identity card", Kind.NUMBERED,
            ("so cmnd", "cmnd", "so cmnd 9 so", "cmnd cu", "so chung minh nhan dan cu"), 20,
        ),
        Column("to_delete", "Đề nghị xóa", "Proposed for deletion", Kind.TEXT, ("de nghi xoa khoi csdl",), 200),
    ),
    needs=(("code", "official_id", "card_number", "citizen_id"),),
)  # fmt: skip

RESULTS = Layout(
    SheetKind.RESULTS,
    names=("xep loai", "ket qua xep loai", "results"),
    columns=(
        Column("year", "Năm", "Year", Kind.YEAR, ("nam xep loai", "year")),
        Column("subject", "Đối tượng", "Subject", Kind.TEXT, ("loai doi tuong", "subject")),
        Column("code", "Mã", "Code", Kind.NUMBERED, ("ma doi tuong", "ma dang vien", "ma to chuc", "code"), 64),
        Column(
            "result", "Kết quả", "Result", Kind.TEXT,
            ("xep loai", "ket qua xep loai", "muc xep loai", "muc", "result"), 200,
        ),
        Column(
            "decision_number", "Số quyết định", "Decision number", Kind.TEXT, ("so qd", "quyet dinh so", "decision"), 64
        ),
        Column("decided_on", "Ngày quyết định", "Decision date", Kind.DATE, ("ngay qd", "decided on")),
        Column(
            "decided_by", "Mã cơ quan quyết định", "Decided by", Kind.CODE,
            ("co quan quyet dinh", "ma to chuc quyet dinh"), 64,
        ),
        Column(
            "reason", "Lý do không xếp loại", "Reason for no rating", Kind.TEXT,
            ("ly do chua xep loai", "ly do khong duoc xep loai"), 200,
        ),
        Column("cell", "Mã chi bộ xếp loại", "Cell that rated", Kind.CODE, ("chi bo xep loai", "chi bo danh gia"), 64),
    ),
    needs=(("year",), ("code",), ("result",)),
)  # fmt: skip

LAYOUTS = (ORGANIZATIONS, MEMBERS, RESULTS)

PARTICULARS = (
    "full_name", "birth_date", "birth_year", "gender", "joined_on", "official_on", "card_number", "citizen_id",
    "official_id", "other_name", "ethnicity", "religion", "card_issued_by", "card_issued_on", "card_number_85",
    "birth_country", "birth_province", "birth_place", "home_country", "home_province", "home_place",
    "residence_country", "residence_province", "residence_place", "old_id_number",
)  # fmt: skip
"""The fields of a member row that are particulars of the person; a year of birth stands in the column of the date."""

OFFICIAL_SHEET = (
    ("", "STT"), ("official_id", "ID"), ("full_name", "Họ tên"), ("other_name", "Tên gọi khác"),
    ("gender", "Giới tính"), ("birth_date", "Ngày sinh"), ("ethnicity", "Dân tộc"), ("religion", "Tôn giáo"),
    ("citizen_id", "Số định danh cá nhân"), ("card_number", "Số thẻ đảng"), ("card_issued_by", "Nơi cấp"),
    ("card_issued_on", "Ngày cấp"), ("card_number_85", "Số thẻ theo QĐ 85"),
    ("organization", "Tổ chức đảng đang sinh hoạt"),
    *((f"birth_{part}", "Nơi khai sinh") for part in ("country", "province", "place")),
    *((f"home_{part}", "Quê quán") for part in ("country", "province", "place")),
    *((f"residence_{part}", "Nơi thường trú") for part in ("country", "province", "place")),
    ("joined_on", "Ngày vào Đảng"), ("official_on", "Ngày chính thức"), ("old_id_number", "Số CMND cũ"),
    ("standing", "Trạng thái"), ("left_on", "Ngày rời/mất/miễn"), ("to_delete", "Đề nghị xóa"),
)  # fmt: skip
"""The 29 columns of profile 1 in their order: field and upper header; three neighbours with one header are merged."""
