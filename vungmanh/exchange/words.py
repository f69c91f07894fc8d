"""Words in cells that stand for kinds, sectors, standings, reasons of leaving, posts and results."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from vungmanh.classification.models import Status
from vungmanh.exchange.columns import plain
from vungmanh.members.models import Gender, Leaving, Post, Standing
from vungmanh.organizations.kinds import kinds
from vungmanh.organizations.models import Sector
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

STANDINGS = {
    Standing.FULL: "Chính thức",
    Standing.PROBATIONARY: "Dự bị",
    Standing.EXEMPT: "Miễn sinh hoạt",
    Standing.REDUCED: "Giảm sinh hoạt",
    Standing.SUSPENDED: "Đình chỉ sinh hoạt",
    Standing.TEMPORARY: "Sinh hoạt tạm thời nơi khác",
}
LEAVINGS = {
    Leaving.TRANSFERRED: "Chuyển đi",
    Leaving.DIED: "Từ trần",
    Leaving.LEFT: "Xin ra khỏi Đảng",
    Leaving.STRUCK_OFF: "Xóa tên",
    Leaving.EXPELLED: "Khai trừ",
}
POSTS = {
    Post.SECRETARY: "Bí thư",
    Post.STANDING_DEPUTY: "Phó Bí thư Thường trực",
    Post.DEPUTY: "Phó Bí thư",
    Post.STANDING_COMMITTEE: "Ủy viên Ban Thường vụ",
    Post.COMMITTEE: "Cấp ủy viên",
    Post.ORGANIZATION_OFFICE: "Cán bộ Ban Tổ chức",
    Post.INSPECTION: "Kiểm tra, kiểm toán",
}
STATUSES = {
    Status.EXEMPT: "Miễn xếp loại",
    Status.REVIEWED: "Chưa xếp loại",
    Status.NOT_REVIEWED: "Chưa kiểm điểm",
}
with override("vi"):
    SECTORS = {Sector(value): str(Sector(value).label) for value in Sector.values if value}
SUBJECTS = {Subject.ORGANIZATION: "Tổ chức", Subject.MEMBER: "Đảng viên"}
EXEMPLARY = "tiêu biểu"

_STANDING_WORDS = {
    "dang vien chinh thuc": Standing.FULL, "ct": Standing.FULL,
    "dang vien du bi": Standing.PROBATIONARY, "db": Standing.PROBATIONARY,
    "mien": Standing.EXEMPT, "mien cong tac": Standing.EXEMPT, "mien sinh hoat dang": Standing.EXEMPT,
    "mien cong tac va sinh hoat dang": Standing.EXEMPT, "mien cong tac sinh hoat dang": Standing.EXEMPT,
    "duoc mien sinh hoat": Standing.EXEMPT, "duoc mien cong tac va sinh hoat dang": Standing.EXEMPT,
    "giam": Standing.REDUCED, "giam cong tac va sinh hoat dang": Standing.REDUCED,
    "giam sinh hoat dang": Standing.REDUCED,
    "dinh chi": Standing.SUSPENDED, "dinh chi sinh hoat dang": Standing.SUSPENDED,
    "sinh hoat tam thoi": Standing.TEMPORARY, "tam thoi": Standing.TEMPORARY,
    "sinh hoat dang tam thoi": Standing.TEMPORARY,
}  # fmt: skip
_LEAVING_WORDS = {
    "chuyen sinh hoat": Leaving.TRANSFERRED, "da chuyen di": Leaving.TRANSFERRED,
    "chuyen sinh hoat dang": Leaving.TRANSFERRED, "da chuyen sinh hoat": Leaving.TRANSFERRED,
    "mat": Leaving.DIED, "da mat": Leaving.DIED, "da tu tran": Leaving.DIED, "chet": Leaving.DIED,
    "xin ra": Leaving.LEFT, "ra khoi dang": Leaving.LEFT, "xin ra dang": Leaving.LEFT, "roi dang": Leaving.LEFT,
    "xoa ten trong danh sach dang vien": Leaving.STRUCK_OFF, "bi xoa ten": Leaving.STRUCK_OFF,
    "bi khai tru": Leaving.EXPELLED, "khai tru khoi dang": Leaving.EXPELLED,
}  # fmt: skip
_POST_WORDS = {
    "bi thu chi bo": Post.SECRETARY, "bi thu dang uy": Post.SECRETARY, "bi thu huyen uy": Post.SECRETARY,
    "pho bi thu chi bo": Post.DEPUTY, "pho bi thu dang uy": Post.DEPUTY, "pbt": Post.DEPUTY, "bt": Post.SECRETARY,
    "pho bi thu tt": Post.STANDING_DEPUTY, "pho bi thu thuong truc dang uy": Post.STANDING_DEPUTY,
    "uy vien btv": Post.STANDING_COMMITTEE, "uvbtv": Post.STANDING_COMMITTEE,
    "uy vien": Post.COMMITTEE, "chi uy vien": Post.COMMITTEE, "dang uy vien": Post.COMMITTEE,
    "uy vien ban chap hanh": Post.COMMITTEE, "kiem tra": Post.INSPECTION,
}  # fmt: skip
ENROLLED = "dang sinh hoat"
"""What is kept of words that say nothing but that somebody is enrolled."""
_NOTHING = {ENROLLED: ENROLLED, "dang hoat dong": ENROLLED, "hoat dong": ENROLLED, "binh thuong": ENROLLED}
_SEXES = {"nam": Gender.MALE, "nam gioi": Gender.MALE, "trai": Gender.MALE, "ong": Gender.MALE,
          "nu": Gender.FEMALE, "nu gioi": Gender.FEMALE, "gai": Gender.FEMALE, "ba": Gender.FEMALE}  # fmt: skip
_STATUS_WORDS = {
    "mien": Status.EXEMPT, "mien sinh hoat": Status.EXEMPT, "mien danh gia": Status.EXEMPT,
    "duoc mien": Status.EXEMPT, "mien cong tac va sinh hoat dang": Status.EXEMPT,
    "khong xep loai": Status.REVIEWED, "kiem diem chua xep loai": Status.REVIEWED,
    "chua du 6 thang": Status.REVIEWED, "chua danh gia": Status.NOT_REVIEWED, "khong kiem diem": Status.NOT_REVIEWED,
}  # fmt: skip


def standing_or_leaving(text: str) -> Standing | Leaving | None:
    """The standing, or the reason of leaving, that the words stand for; None when they are not known."""
    word = plain(text)
    return _standings().get(word) or _leavings().get(word)


def says_nothing(text: str) -> bool:
    """Whether the words only say that somebody is enrolled, full or not."""
    return plain(text) in _NOTHING


def post_of(text: str) -> Post | None:
    """The post that the words stand for."""
    return _posts().get(plain(text))


def kind_of(text: str) -> str | None:
    """The code of the kind of organization that the words stand for."""
    return _kinds().get(plain(text))


def sector_of(text: str) -> Sector | None:
    """The sector that the words stand for; one of several words of it is enough."""
    return _sectors().get(plain(text))


def subject_of(text: str) -> Subject | None:
    """Whether a result is an organization's or a member's."""
    return _subjects().get(plain(text))


def result_of(text: str, subject: Subject, year: int) -> tuple[str, str, bool] | None:
    """Status, category and exemplary title that the words stand for under the rulebook of the year."""
    word = plain(text)
    status = _statuses().get(word)
    if status is not None:
        return status, "", False
    categories = _categories(subject, year)
    title = plain(EXEMPLARY)
    bare = re.sub(rf"\b{title}\b", " ", word).strip()
    bare = " ".join(bare.split())
    if bare in categories:
        return Status.RATED, categories[bare], title in word
    return None


def category_names(subject: Subject, year: int) -> str:
    """The categories of the year, for sentences."""
    return "; ".join(category.name.vi for category in shelf.book_for(year).categories(subject))


def vocabulary(kind: str, years: Iterable[int]) -> dict[str, str]:
    """All words of a kind without diacritics, and what each stands for; results under the rulebooks of the years."""
    tables: dict[str, Mapping[str, str]] = {
        "standing": {**_standings(), **_leavings(), **_NOTHING}, "post": _posts(), "gender": _SEXES,
    }  # fmt: skip
    if kind in tables:
        return dict(tables[kind])
    found: dict[str, str] = {**_statuses()}
    for year in years:
        found |= {words: code for subject in Subject for words, code in _categories(subject, year).items()}
    return found


def labels(kind: str, years: Iterable[int]) -> dict[str, str]:
    """What people call each word of a kind, by what is kept of it, in their language and our order."""
    if kind == "standing":
        said = {str(one.value): str(one.label) for one in (*Standing, *Leaving) if one.value}
        return said | {ENROLLED: _("Đang sinh hoạt (không nói rõ tư cách)")}
    if kind == "post":
        return {str(one.value): str(one.label) for one in Post if one in POSTS}
    if kind == "gender":
        return {str(one.value): str(one.label) for one in Gender if one.value}
    rated = {
        category.code: str(category.name.say(get_language() or "vi"))
        for year in years
        for subject in Subject
        for category in shelf.book_for(year).categories(subject)
    }
    return rated | {str(one.value): str(one.label) for one in Status if one != Status.RATED}


def result_text(subject: Subject, year: int, status: str, category: str, *, exemplary: bool) -> str:
    """How a result is written into a workbook."""
    if status != Status.RATED:
        return STATUSES[Status(status)]
    name = shelf.book_for(year).category(subject, category).name.vi
    return f"{name} {EXEMPLARY}" if exemplary else name


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {plain(words): code for words, code in pairs}


@cache
def _standings() -> dict[str, Standing]:
    named = [(value, value) for value in Standing.values] + [(words, code) for code, words in STANDINGS.items()]
    return _STANDING_WORDS | {words: Standing(code) for words, code in _table(named).items()}


@cache
def _leavings() -> dict[str, Leaving]:
    named = [(value, value) for value in Leaving.values if value] + [(words, code) for code, words in LEAVINGS.items()]
    return _LEAVING_WORDS | {words: Leaving(code) for words, code in _table(named).items()}


@cache
def _posts() -> dict[str, Post]:
    named = [(value, value) for value in Post.values] + [(words, code) for code, words in POSTS.items()]
    return _POST_WORDS | {words: Post(code) for words, code in _table(named).items()}


@cache
def _kinds() -> dict[str, str]:
    """Kinds by code and by name; a name that two kinds share belongs to the first."""
    named: dict[str, str] = {}
    for code, kind in kinds().items():
        for words in (code, kind.name.vi, kind.name.en, re.sub(r"\(.*?\)", "", kind.name.vi)):
            named.setdefault(plain(words), code)
    return named


@cache
def _sectors() -> dict[str, Sector]:
    named: dict[str, Sector] = {}
    for sector, label in SECTORS.items():
        for words in (str(sector), label, *label.split(",")):
            named.setdefault(plain(words), sector)
    return named


@cache
def _subjects() -> dict[str, Subject]:
    named = {plain(words): subject for subject, words in SUBJECTS.items()}
    extra = {"to chuc dang": Subject.ORGANIZATION, "chi bo": Subject.ORGANIZATION, "dang bo": Subject.ORGANIZATION}
    return {subject.value: subject for subject in (Subject.MEMBER, Subject.ORGANIZATION)} | extra | named


@cache
def _statuses() -> dict[str, Status]:
    named = [(str(value), str(value)) for value in Status if value != Status.RATED]
    named += [(words, code) for code, words in STATUSES.items()]
    return _STATUS_WORDS | {words: Status(code) for words, code in _table(named).items()}


@cache
def _categories(subject: Subject, year: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for category in shelf.book_for(year).categories(subject):
        for text in (category.code, category.name.vi, category.name.en, category.short.vi, category.short.en):
            found.setdefault(plain(text), category.code)
        found.setdefault(plain(category.name.vi.removeprefix("Đủ tư cách, ")), category.code)
    return found
