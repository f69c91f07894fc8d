"""Invented names of people: families, middle and given names as they are common in the district.

Every name is put together by lot from lists of common syllables; none is taken from a person.
"""

from dataclasses import dataclass
from random import Random

from vungmanh.members.models import Gender


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FAMILIES: dict[str, dict[str, int]] = {
    "Kinh": {
        "Nguyễn": 34, "Trần": 11, "Lê": 9, "Phạm": 7, "Vũ": 5, "Hoàng": 5, "Đỗ": 4, "Bùi": 3, "Ngô": 3, "Dương": 3,
        "Đặng": 2, "Phan": 2, "Đào": 2, "Lương": 2, "Trịnh": 2, "Mai": 1, "Tạ": 1, "Hà": 1, "Cao": 1, "Lưu": 1,
        "Đinh": 1, "Chu": 1, "Tống": 1, "Khổng": 1, "Phùng": 1, "Kiều": 1,
    },
    "Tày": {
        "Ma": 24, "Nông": 12, "Hoàng": 12, "Hà": 8, "Lương": 7, "Hứa": 6, "Quan": 6, "Triệu": 5, "Nguyễn": 5, "Lý": 4,
        "La": 3, "Bế": 2, "Mai": 2, "Chẩu": 2,
    },
    "Sán Chay": {
        "Trần": 16, "Hoàng": 13, "Sầm": 12, "Lý": 10, "Nình": 9, "Lâm": 8, "Tiêu": 7, "La": 6, "Đàm": 5, "Âu": 4,
        "Vi": 4,
    },
    "Dao": {"Đặng": 22, "Bàn": 20, "Triệu": 19, "Lý": 13, "Phùng": 8, "Chu": 6, "Trương": 6, "Phàn": 3, "Dương": 3},
    "Nùng": {"Nông": 22, "Hoàng": 18, "Lộc": 10, "Vi": 10, "Lý": 9, "Hứa": 7, "Lâm": 6, "Đàm": 5},
    "Mông": {"Giàng": 16, "Vàng": 14, "Sùng": 14, "Thào": 12, "Hầu": 10, "Lý": 9, "Vừ": 7, "Dương": 6, "Cư": 4},
}  # fmt: skip

LOWLAND = {"Kinh": 66, "Tày": 14, "Sán Chay": 10, "Dao": 5, "Nùng": 5}
HILLS = {"Tày": 38, "Kinh": 22, "Dao": 17, "Sán Chay": 14, "Nùng": 6, "Mông": 3}
MOUNTAINS = {"Tày": 34, "Dao": 24, "Mông": 20, "Kinh": 10, "Sán Chay": 6, "Nùng": 6}

MIDDLE_MALE = {
    "Văn": 36, "Đức": 7, "Xuân": 6, "Quang": 6, "Minh": 5, "Ngọc": 5, "Hữu": 4, "Đình": 5, "Công": 3, "Trọng": 2,
    "Mạnh": 3, "Tiến": 3, "Thanh": 4, "Hồng": 2, "Duy": 2, "Quốc": 3, "Thế": 2, "Viết": 2, "Bá": 1, "Khánh": 1,
}  # fmt: skip
MIDDLE_FEMALE = {
    "Thị": 48, "Thị Thu": 6, "Thị Hồng": 6, "Thị Thanh": 6, "Thị Kim": 4, "Thị Minh": 4, "Thị Ngọc": 4, "Thị Bích": 3,
    "Thị Lan": 2, "Thị Mai": 2, "Thị Phương": 3, "Thị Hải": 2, "Thị Tuyết": 2, "Thị Diệu": 1, "Thu": 2, "Thanh": 2,
    "Minh": 1, "Khánh": 1, "Ngọc": 1,
}  # fmt: skip

GIVEN_MALE_OLD = _words(
    "Bình Bảo Cường Chiến Chung Chính Công Dân Doanh Du Đạt Định Đoàn Hà Hải Hiền Hòa Hoạt Học Hợi Hợp Hùng Huấn Kỳ "
    "Khải Khoa Khôi Kiên Lâm Lập Lộc Long Luận Lương Mẫn Minh Nghĩa Nghiệp Nhâm Phúc Phương Quý Quyết Sáng Sơn Tài "
    "Tân Thái Thanh Thắng Thịnh Thọ Thông Thuận Thức Tỉnh Toàn Toán Trung Trường Tư Tường Úy Vinh Vượng Xuân Yên"
)
GIVEN_MALE_YOUNG = _words(
    "Anh Bách Cương Dũng Duy Đại Đăng Đông Đức Giang Hà Hải Hiếu Hiệp Hoàn Hoàng Huy Hưng Khánh Khiêm Kiên Lâm Linh "
    "Long Mạnh Minh Nam Nghĩa Nguyên Nhật Phong Phúc Quân Quang Quyền Sơn Tài Tâm Thái Thành Thắng Thiện Tiến Toàn Trí "
    "Trung Trường Tú Tuấn Tùng Văn Việt Vinh Vũ Vương"
)
GIVEN_FEMALE_OLD = _words(
    "An Ấn Bình Bưởi Cúc Chanh Chắt Chín Dần Dung Đào Định Hà Hải Hằng Hạnh Hiên Hiền Hòa Hoan Hồng Huệ Hương Khuyên "
    "Lan Liên Loan Luyến Lý Mai Mận Mơ Mùi Nga Ngân Nhàn Nhung Oanh Phượng Quế Sen Tâm Thảo Thìn Thoa Thơm Thu Thúy "
    "Thủy Tuyết Vân Vinh Xuân Yên Yến"
)
GIVEN_FEMALE_YOUNG = _words(
    "Anh Ánh Chi Châu Diệp Dung Duyên Giang Hà Hải Hân Hằng Hạnh Hậu Hiền Hoa Hoài Hồng Huế Huyền "
    "Hương Lan Lê Linh Loan Ly Mai Mến Minh My Nga Ngân Ngọc Nguyệt Nhung Oanh Phương Quyên Quỳnh Tâm Thảo Thắm Thu "
    "Thủy Thư Thương Trà Trang Tuyết Uyên Vân Yến"
)

_YOUNG_FROM = 1980


@dataclass(frozen=True, slots=True)
class PersonName:
    """An invented name with the gender and the people (dân tộc) that it was drawn for."""

    full_name: str
    gender: Gender
    ethnicity: str


def invented_name(rng: Random, *, peoples: dict[str, int], female: float, born: int) -> PersonName:
    """A name for somebody born in the year `born`; `female` is the probability of a woman."""
    ethnicity = drawn(rng, peoples)
    gender = Gender.FEMALE if rng.random() < female else Gender.MALE
    young = born >= _YOUNG_FROM
    if gender == Gender.FEMALE:
        middle, givens = drawn(rng, MIDDLE_FEMALE), GIVEN_FEMALE_YOUNG if young else GIVEN_FEMALE_OLD
    else:
        middle, givens = drawn(rng, MIDDLE_MALE), GIVEN_MALE_YOUNG if young else GIVEN_MALE_OLD
    given = rng.choice([one for one in givens if one not in middle.split()])
    return PersonName(f"{drawn(rng, FAMILIES[ethnicity])} {middle} {given}", gender, ethnicity)


def drawn(rng: Random, weights: dict[str, int]) -> str:
    """One of the keys, after their weights."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]
