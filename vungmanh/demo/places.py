"""The organizations of the district at the end of 2018: names that are public, and villages that are mostly invented.

The 31 communes are those of 2018; the offices are such as every district of the time had.
"""

from dataclasses import dataclass

from vungmanh.demo.names import HILLS, LOWLAND, MOUNTAINS


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune: code, name, number of cells, members (0: by lot), peoples, and how its villages are called."""

    code: str
    name: str
    cells: int
    members: int = 0
    peoples: tuple[tuple[str, int], ...] = tuple(HILLS.items())
    villages: tuple[str, ...] = ()
    numbered: str = ""


_LOWLAND = tuple(LOWLAND.items())
_MOUNTAINS = tuple(MOUNTAINS.items())

COMMUNES = (
    Commune("tan-binh", "thị trấn Tân Bình", 18, peoples=_LOWLAND, numbered="tổ dân phố"),
    Commune("chan-son", "xã Chân Sơn", 18, 286),
    Commune("chieu-yen", "xã Chiêu Yên", 18),
    Commune("cong-da", "xã Công Đa", 18),
    Commune("dao-vien", "xã Đạo Viện", 18),
    Commune("doi-binh", "xã Đội Bình", 19, peoples=_LOWLAND, numbered="thôn"),
    Commune("hoang-khai", "xã Hoàng Khai", 20, peoples=_LOWLAND),
    Commune("hung-loi", "xã Hùng Lợi", 19, peoples=_MOUNTAINS),
    Commune("kien-thiet", "xã Kiến Thiết", 19, peoples=_MOUNTAINS),
    Commune("kim-phu", "xã Kim Phú", 30, 412, peoples=_LOWLAND, numbered="thôn"),
    Commune("kim-quan", "xã Kim Quan", 18),
    Commune("lang-quan", "xã Lang Quán", 20),
    Commune("luc-hanh", "xã Lực Hành", 18),
    Commune("my-bang", "xã Mỹ Bằng", 30, 398, peoples=_LOWLAND, villages=("Lập Thành",)),
    Commune("nhu-han", "xã Nhữ Hán", 18),
    Commune("nhu-khe", "xã Nhữ Khê", 19, numbered="thôn"),
    Commune("phu-lam", "xã Phú Lâm", 24, peoples=_LOWLAND),
    Commune("phu-thinh", "xã Phú Thịnh", 18),
    Commune("phuc-ninh", "xã Phúc Ninh", 19),
    Commune("quy-quan", "xã Quý Quân", 18),
    Commune("tan-long", "xã Tân Long", 19),
    Commune("tan-tien", "xã Tân Tiến", 19),
    Commune("thai-binh", "xã Thái Bình", 24, peoples=_LOWLAND),
    Commune("thang-quan", "xã Thắng Quân", 24, 377, peoples=_LOWLAND, villages=("Làng Chẩu 1", "Làng Chẩu 2")),
    Commune("tien-bo", "xã Tiến Bộ", 19),
    Commune("trung-minh", "xã Trung Minh", 18, peoples=_MOUNTAINS),
    Commune("trung-mon", "xã Trung Môn", 24, peoples=_LOWLAND, numbered="thôn"),
    Commune("trung-son", "xã Trung Sơn", 18),
    Commune("trung-truc", "xã Trung Trực", 19),
    Commune("tu-quan", "xã Tứ Quận", 24),
    Commune("xuan-van", "xã Xuân Vân", 24, villages=("Đồng Tày", "Soi Hà")),
)


@dataclass(frozen=True, slots=True)
class Office:
    """A grassroots organization of an office, the forces, a school or an enterprise, with the names of its cells.

    Without cells it is a grassroots cell itself, with so many members (0: by lot).
    """

    code: str
    name: str
    sector: str
    cells: tuple[str, ...] = ()
    members: int = 0


OFFICES = (
    Office("co-quan-huyen-uy", "Cơ quan Huyện ủy Yên Sơn", "office", (
        "Ban Tổ chức", "Ủy ban Kiểm tra", "Ban Tuyên giáo", "Ban Dân vận", "Văn phòng",
        "Mặt trận Tổ quốc và các đoàn thể", "Trung tâm Bồi dưỡng chính trị",
    )),
    Office("co-quan-ubnd", "Cơ quan Ủy ban nhân dân huyện Yên Sơn", "office", (
        "Văn phòng HĐND và UBND", "Phòng Nội vụ", "Phòng Tài chính – Kế hoạch",
        "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Kinh tế và Hạ tầng", "Phòng Giáo dục và Đào tạo",
        "Phòng Lao động – Thương binh và Xã hội", "Phòng Tài nguyên và Môi trường", "Phòng Tư pháp",
        "Phòng Văn hóa và Thông tin", "Phòng Dân tộc", "Thanh tra huyện",
    )),
    Office("cong-an-huyen", "Công an huyện Yên Sơn", "armed_forces", (
        "Đội Tổng hợp", "Đội An ninh", "Đội Cảnh sát hình sự", "Đội Cảnh sát kinh tế và ma túy",
        "Đội Cảnh sát giao thông – trật tự", "Đội Cảnh sát quản lý hành chính", "Đội Thi hành án và hỗ trợ tư pháp",
    )),
    Office("quan-su-huyen", "Quân sự huyện Yên Sơn", "armed_forces", (
        "Ban Tham mưu", "Ban Chính trị", "Ban Hậu cần – Kỹ thuật", "Trung đội Bộ binh", "Trung đội Thông tin",
        "Tiểu đội Kho",
    )),
    Office("trung-tam-y-te", "Trung tâm Y tế huyện Yên Sơn", "office", (
        "Hành chính – Tổ chức", "Kế hoạch – Nghiệp vụ", "Kiểm soát dịch bệnh", "An toàn thực phẩm", "Khoa Khám bệnh",
        "Khoa Nội – Nhi", "Khoa Ngoại – Sản", "Khoa Xét nghiệm – Dược", "Phòng khám đa khoa khu vực Xuân Vân",
        "Phòng khám đa khoa khu vực Trung Sơn", "Phòng khám đa khoa khu vực Tháng Mười",
    )),
    Office("thpt-xuan-huy", "Trường Trung học phổ thông Xuân Huy", "school", (
        "Tổ Toán – Tin", "Tổ Lý – Công nghệ", "Tổ Hóa – Sinh", "Tổ Văn", "Tổ Sử – Địa – Giáo dục công dân",
        "Tổ Hành chính",
    )),
    Office("lam-nghiep-yen-son", "Công ty TNHH một thành viên Lâm nghiệp Yên Sơn", "enterprise", (
        "Văn phòng Công ty", "Đội Sản xuất 1", "Đội Sản xuất 2", "Đội Sản xuất 3", "Đội Sản xuất 4", "Xưởng Chế biến",
    )),
    Office("che-my-lam", "Công ty cổ phần Chè Mỹ Lâm", "enterprise", (
        "Văn phòng Công ty", "Đội Chè 1", "Đội Chè 2", "Đội Chè 3", "Đội Chè 4", "Đội Chè 5", "Nhà máy Chế biến",
    )),
    Office("lam-nghiep-tuyen-binh", "Công ty TNHH một thành viên Lâm nghiệp Tuyên Bình", "enterprise", (
        "Văn phòng Công ty", "Đội Trồng rừng 1", "Đội Trồng rừng 2", "Đội Trồng rừng 3", "Đội Bảo vệ rừng",
        "Xưởng Chế biến gỗ",
    )),
    Office("kho-bac", "Kho bạc Nhà nước huyện Yên Sơn", "office", members=19),
    Office("toa-an", "Tòa án nhân dân huyện Yên Sơn", "office"),
    Office("vien-kiem-sat", "Viện kiểm sát nhân dân huyện Yên Sơn", "office"),
    Office("thi-hanh-an", "Chi cục Thi hành án dân sự huyện Yên Sơn", "office"),
    Office("bao-hiem-xa-hoi", "Bảo hiểm xã hội huyện Yên Sơn", "office"),
    Office("chi-cuc-thue", "Chi cục Thuế huyện Yên Sơn", "office"),
    Office("thong-ke", "Chi cục Thống kê huyện Yên Sơn", "office"),
    Office("kiem-lam", "Hạt Kiểm lâm huyện Yên Sơn", "office"),
    Office("ngan-hang-chinh-sach", "Phòng giao dịch Ngân hàng Chính sách xã hội huyện Yên Sơn", "office"),
    Office("ngan-hang-nong-nghiep", "Ngân hàng Nông nghiệp và Phát triển nông thôn huyện Yên Sơn", "enterprise"),
    Office("dien-luc", "Điện lực Yên Sơn", "enterprise"),
    Office("thpt-thang-10", "Trường Trung học phổ thông Tháng 10", "school"),
    Office("thpt-trung-son", "Trường Trung học phổ thông Trung Sơn", "school"),
    Office("thpt-xuan-van", "Trường Trung học phổ thông Xuân Vân", "school"),
    Office("giao-duc-thuong-xuyen", "Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên huyện Yên Sơn", "school"),
)  # fmt: skip

INSTITUTIONS = (
    ("Trường Mầm non {place}", "truong-mam-non", "school"),
    ("Trường Tiểu học {place}", "truong-tieu-hoc", "school"),
    ("Trường Trung học cơ sở {place}", "truong-thcs", "school"),
    ("Trạm Y tế {unit}", "tram-y-te", "office"),
    ("Quân sự {unit}", "quan-su", "armed_forces"),
)
"""The cells that every commune has beside its villages: name, end of the code, sector."""

VILLAGE_FIRST = _words("Đồng Làng Khe Nà Khuôn Cây Đèo Bến Suối Gốc Hang Soi Núi Vực")
VILLAGE_SECOND = _words(
    "Bình Cầu Chùa Chiêm Cọ Gạo Gianh Giềng Hậu Hoa Khoang Khế Lạnh Lương Mon Mạ Mít Muồng Ngoài "
    "Nhài Phan Quan Rèm Rôm Sấu Sung Thắng Thông Trám Trong Vải Vàng Xoan"
)
VILLAGE_PLAIN = (
    "An Hòa",
    "An Thịnh",
    "Hợp Hòa",
    "Hòa Bình",
    "Phúc An",
    "Phúc Thọ",
    "Quyết Thắng",
    "Tân Lập",
    "Tân Thành",
    "Tân Hòa",
    "Tiền Phong",
    "Trung Tâm",
    "Thống Nhất",
    "Đoàn Kết",
    "Yên Thịnh",
    "Yên Lập",
    "Minh Khai",
    "Đồng Tâm",
    "Lương Trung",
    "Vĩnh Lợi",
)  # fmt: skip
