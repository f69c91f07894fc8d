"""The people as whom one may look at the demonstration; each holds a login without a password."""

from collections.abc import Sequence
from dataclasses import dataclass

from vungmanh.demo.people import Person
from vungmanh.demo.posts import Appointment
from vungmanh.demo.tree import DISTRICT, LANG_CHAU_1
from vungmanh.foundation.texts import Text
from vungmanh.members.models import Gender, Post


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to sign in as: `name` is what the sign-in page calls the capacity, `full_name` the invented person."""

    key: str
    username: str
    name: Text
    description: Text
    full_name: str
    gender: Gender
    ethnicity: str
    organization: str
    post: str


PERSONAS = (
    Persona(
        "office", "ban-to-chuc",
        Text("Cán bộ Ban Tổ chức Huyện ủy Yên Sơn", "Organization office of the Yên Sơn district committee"),
        Text(
            "Quản lý tổ chức, đảng viên toàn huyện; nhập Excel, lập báo cáo cuối năm.",
            "Keeps the organizations and members of the whole district; imports Excel, makes the year-end report.",
        ),
        "Lương Thị Ngân Giang", Gender.FEMALE, "Tày", DISTRICT, Post.ORGANIZATION_OFFICE,
    ),
    Persona(
        "commune_secretary", "bi-thu-kim-phu",
        Text("Bí thư Đảng ủy xã Kim Phú", "Secretary of the Kim Phú commune committee"),
        Text(
            "Xem đảng bộ xã và các chi bộ trực thuộc; ghi lý do khi vượt tỷ lệ xuất sắc.",
            "Sees the commune and its cells; gives the reason where the cap on “excellent” is exceeded.",
        ),
        "Ma Quang Khải", Gender.MALE, "Tày", "kim-phu", Post.SECRETARY,
    ),
    Persona(
        "commune_deputy", "pho-bi-thu-chan-son",
        Text("Phó Bí thư Thường trực Đảng ủy xã Chân Sơn",
             "Standing deputy secretary of the Chân Sơn commune committee"),
        Text(
            "Theo dõi đảng viên và kết quả xếp loại của đảng bộ xã qua các năm.",
            "Follows the members and the yearly results of the commune over the years.",
        ),
        "Trần Thị Bích Hạnh", Gender.FEMALE, "Kinh", "chan-son", Post.STANDING_DEPUTY,
    ),
    Persona(
        "cell_secretary", "bi-thu-lang-chau-1",
        Text("Bí thư Chi bộ thôn Làng Chẩu 1, xã Thắng Quân", "Secretary of the Làng Chẩu 1 village cell, Thắng Quân"),
        Text("Xem đảng viên và kết quả của chi bộ mình.", "Sees the members and results of the own cell."),
        "Sầm Văn Thuận", Gender.MALE, "Sán Chay", LANG_CHAU_1, Post.SECRETARY,
    ),
    Persona(
        "member", "dang-vien-lang-chau-1",
        Text("Đảng viên Chi bộ thôn Làng Chẩu 1, xã Thắng Quân", "Member of the Làng Chẩu 1 village cell, Thắng Quân"),
        Text("Xem hồ sơ và kết quả xếp loại của bản thân.", "Sees the own file and the own yearly results."),
        "Hoàng Thị Hoài Thương", Gender.FEMALE, "Tày", LANG_CHAU_1, "",
    ),
    Persona(
        "auditor", "kiem-tra",
        Text("Cán bộ kiểm tra Huyện ủy Yên Sơn", "Auditor of the Yên Sơn district committee"),
        Text(
            "Chỉ đọc: xem toàn bộ dữ liệu và nhật ký ai đã sửa gì.",
            "Reads only: sees all data and the journal of who changed what.",
        ),
        "Đặng Quốc Toản", Gender.MALE, "Kinh", DISTRICT, Post.INSPECTION,
    ),
)  # fmt: skip


def cast(people: Sequence[Person], posts: Sequence[Appointment]) -> dict[str, Person]:
    """Who plays which persona, by username; they take the personas' names."""
    held = {(one.organization, one.post): one.person for one in reversed(posts) if one.ends_on is None}
    busy = {one.person for one in posts}
    found: dict[str, Person] = {}
    for persona in PERSONAS:
        person = held[persona.organization, Post(persona.post)] if persona.post else _plain(people, persona, busy)
        person.full_name, person.gender, person.ethnicity = persona.full_name, persona.gender, persona.ethnicity
        found[persona.username] = person
    return found


def _plain(people: Sequence[Person], persona: Persona, busy: set[Person]) -> Person:
    """A member of the persona's cell, in mid-life and without a post."""
    return next(
        person
        for person in people
        if person.seat == persona.organization
        and not person.moves
        and person not in busy
        and 1978 <= person.born.year <= 1992
        and person.joined_on.year <= 2014
    )
