"""Words of the pages, and how each kind of entry is put into a line."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.conduct import Award, Ballot, Changes, Commendation, CriteriaGroup, Denominator, Step
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.rulebook import Rulebook, Treatment
from vungmanh.rulebooks.values import Threshold, Value

Line = tuple[Text, Citation]


class W:
    """Words of the pages in both languages."""

    GENERATED = Text(
        "Trang này được tạo từ bộ quy định trong `vungmanh/rulebooks/books/`, không sửa tay. Câu chữ là diễn đạt ngắn"
        " của chúng tôi, không phải trích nguyên văn; giá trị có dấu **đậm** cần được xác nhận.",
        "This page is generated from `vungmanh/rulebooks/books/`; do not edit it. The wordings are our own and short,"
        " never quotations; values with a **bold** mark have to be confirmed.",
    )
    CODE = Text("Mã", "Code")
    VERSION = Text("phiên bản", "version")
    YEARS = Text("Các năm áp dụng", "Years governed")
    OPEN = Text("nay", "now")
    SOURCES = Text("Văn bản được dẫn", "Documents cited")
    BOOKS = Text("Các bộ quy định", "The rulebooks")
    VALUES = Text("Các giá trị", "Values")
    NOT_SEEN = Text(
        "Chưa thấy quy định: mọi câu hỏi được trả lời “chưa kết luận được”.",
        "The rules were not seen: every question is answered “cannot tell”.",
    )
    CATEGORIES = Text("Các mức", "Categories")
    ALL = Text("cần đủ các điều kiện", "all of")
    ANY = Text("chỉ cần một trường hợp", "any one of")
    CAMPAIGN = Text("Tiến hành", "Conduct of the campaign")
    REVIEW = Text("Thứ tự kiểm điểm", "Order of the review")
    RATING = Text("Thứ tự xếp loại", "Order of the rating")
    RE_RATING = Text("Xếp loại lại", "Re-rating")
    FORMS = Text("Biểu mẫu", "Forms")
    VALUE = Text("Nội dung", "Content")
    CITATION = Text("Căn cứ", "Citation")
    MARK = Text("Độ tin cậy", "Evidence")


SUBJECTS = {
    Subject.MEMBER: Text("Đảng viên", "Members"),
    Subject.ORGANIZATION: Text("Tổ chức đảng", "Organizations"),
    Subject.COLLECTIVE: Text("Tập thể lãnh đạo, quản lý", "Leading collectives"),
}

_UNKNOWN = Text("chưa thấy", "not seen")
_YES, _NO = Text("có", "yes"), Text("không", "no")
LOCAL = Text(" (địa phương quyết định)", " (left to the province)")

_VALUES: Mapping[object, Text] = {
    Denominator.DUE: Text(
        "số phải dự, trừ người đi tạm thời và được miễn mà không dự", "those due, less the away and exempt"
    ),
    Denominator.PRESENT: Text("số có mặt", "those present"),
    Denominator.ISSUED: Text("số phiếu phát ra", "ballots issued"),
    Denominator.ALL: Text("toàn bộ thành viên", "all members"),
    Changes.VIOLATION_YEAR: Text("sửa năm xảy ra vi phạm", "changes the year of the violation"),
    Changes.DISCIPLINE_YEAR: Text("sửa năm bị kỷ luật", "changes the year of the discipline"),
    Changes.RATED_YEAR: Text("sửa năm đã xếp loại", "changes the year rated"),
    Changes.NOT_SEEN: Text("sửa năm nào: chưa thấy", "which year it changes was not seen"),
    Treatment.EXEMPT: Text("không kiểm điểm, không xếp loại", "neither review nor rating"),
    Treatment.REVIEWED_NOT_RATED: Text("kiểm điểm, không xếp loại", "reviews, is not rated"),
    Treatment.NOT_RATED: Text("không xếp loại", "is not rated"),
    "receipt_of_decision": Text("ngày nhận quyết định", "receipt of the decision"),
    "issue_of_decision": Text("ngày ban hành quyết định", "the date of the decision"),
    "end_of_probation": Text("ngày hết thời gian dự bị", "the end of probation"),
    "admission_decision": Text("ngày quyết định kết nạp", "the date of the admission decision"),
    "official_members_due": Text("số đảng viên chính thức phải dự", "official members due"),
    "lower_secondary": Text("tốt nghiệp trung học cơ sở", "lower secondary completed"),
    "applicant_parents_spouse_children": Text(
        "bản thân, cha mẹ, cha mẹ vợ (chồng) hoặc người nuôi dưỡng, vợ (chồng), con",
        "the person, parents, parents-in-law or carers, spouse, children",
    ),
    "mass_organizations_and_residence": Text(
        "đoàn thể nơi tham gia và cấp ủy hoặc chi bộ nơi cư trú",
        "mass organizations of the person and the committee or cell at the place of residence",
    ),
    "appraises_only": Text("thẩm định, không quyết định", "appraises, does not decide"),
    "standing_of_higher_committee": Text(
        "ban thường vụ cấp ủy cấp trên", "the standing committee of the higher committee"
    ),
    "standing_of_grassroots_committee": Text(
        "ban thường vụ đảng ủy cơ sở", "the standing committee of the grassroots committee"
    ),
    "struck_off": Text("xóa tên", "is struck off"),
    "secretary_or_deputy": Text("bí thư hoặc phó bí thư", "the secretary or deputy"),
    "deputy_or_committee_member": Text(
        "phó bí thư hoặc chi ủy viên được bí thư giao", "the deputy or a committee member charged by the secretary"
    ),
    "down": Text("làm tròn xuống", "rounded down"),
    "nearest": Text("làm tròn gần nhất", "rounded to the nearest"),
    "up": Text("làm tròn lên", "rounded up"),
}


def words_of_value(value: object) -> Text:
    """A single value in words."""
    if value is None:
        return _UNKNOWN
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, Threshold):
        vi, en = ("trên", "more than") if value.strict else ("từ", "at least")
        return Text(f"{vi} {value.share}", f"{en} {value.share}")
    if isinstance(value, Award):
        return value.text
    return _VALUES.get(value) or Text(str(value), str(value))


def _named(vi: str, en: str, value: object, *, local: bool = False) -> Text:
    said, left = words_of_value(value), LOCAL if local else Text("", "")
    return Text(f"{vi}: {said.vi}{left.vi}", f"{en}: {said.en}{left.en}")


def _after(first: Text, *more: Text) -> Text:
    return Text("; ".join(each.vi for each in (first, *more)), "; ".join(each.en for each in (first, *more)))


def exemptions(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """Who is not rated."""
    for each in book.exemptions(subject):
        yield _after(each.reason, words_of_value(each.treatment)), each.citation


def special_cases(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """Who is rated unlike the others."""
    for each in book.special_cases(subject):
        yield each.text, each.citation


def caps(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """Share, base, rounding and group of every cap."""
    for cap in book.caps(subject):
        names = {category.code: category.short for category in book.categories(subject)}
        bases = [
            Text(" + ".join(names[code].vi for code in base), " + ".join(names[code].en for code in base))
            for base in cap.bases
        ]
        other = Text(" / ".join(each.vi for each in bases), " / ".join(each.en for each in bases))
        share = None if cap.share is None else f"{(cap.share * 100).normalize():f}%"
        yield _after(cap.text, _named("tỷ lệ", "share", share)), cap.citation
        base = Text(f"mẫu số: {other.vi}", f"base: {other.en}")
        yield _left(base, local="base" in cap.local), cap.base_citation
        yield _left(words_of_value(cap.rounding), local="rounding" in cap.local), cap.rounding_citation
        group = Text(f"phạm vi: {cap.group.vi}", f"group: {cap.group.en}")
        yield _left(group, local="group" in cap.local), cap.group_citation


def _left(text: Text, *, local: bool) -> Text:
    return Text(text.vi + LOCAL.vi, text.en + LOCAL.en) if local else text


def remarks(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """What else is known."""
    for each in book.remarks(subject):
        yield each.text, each.citation


def deciding(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """Who decides."""
    for each in book.deciding(subject):
        yield each.text, each.citation
        yield from _value(Text("có xếp loại", "rated at all"), each.rated)


def ballots(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """Whether there is a vote, secret or not, what is enough and out of whom."""
    for each in book.ballots(subject):
        yield from _ballot(each)


def _ballot(ballot: Ballot) -> Iterator[Line]:
    yield from _value(Text(f"{ballot.text.vi}: có tổ chức", f"{ballot.text.en}: held"), ballot.held)
    yield from _value(Text("phiếu kín", "secret"), ballot.secret)
    yield from _value(Text("tỷ lệ cần đạt", "threshold"), ballot.threshold)
    yield from _value(Text("mẫu số", "out of"), ballot.denominator)


def _value(
    name: Text, value: Value[bool] | Value[Threshold] | Value[Denominator] | Value[Decimal] | None
) -> Iterator[Line]:
    if value is not None:
        yield _named(name.vi, name.en, value.is_, local=value.local), value.citation


def procedure(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """The steps, numbered."""
    for place, step in enumerate(book.procedure(subject), start=1):
        yield _step(place, step), step.citation


def _step(place: int, step: Step) -> Text:
    days = step.working_days_before
    when = (
        Text(f", ít nhất {days} ngày làm việc trước", f", at least {days} working days before")
        if days
        else Text("", "")
    )
    return Text(f"{place}. {step.text.vi}{when.vi}", f"{place}. {step.text.en}{when.en}")


def criteria(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """The groups of criteria."""
    for group in book.criteria(subject):
        yield _group(group), group.citation


def _group(group: CriteriaGroup) -> Text:
    points = Text(f" ({group.points} điểm)", f" ({group.points} points)") if group.points else Text("", "")
    listed = [each.text for each in group.criteria]
    vi, en = ": " + "; ".join(each.vi for each in listed), ": " + "; ".join(each.en for each in listed)
    return Text(group.text.vi + points.vi + (vi if listed else ""), group.text.en + points.en + (en if listed else ""))


def titles(book: Rulebook, subject: Subject) -> Iterator[Line]:
    """What may be given after the rating."""
    for each in book.titles(subject):
        yield _commendation(each), each.citation
        yield from _value(Text("mức tiền, lần lương cơ sở", "money, times the base salary"), each.multiple)


def _commendation(each: Commendation) -> Text:
    body = each.decider.text if each.decider else _UNKNOWN
    return Text(f"{each.text.vi}; cấp quyết định: {body.vi}", f"{each.text.en}; decided by: {body.en}")


BLOCKS: Mapping[Text, Callable[[Rulebook, Subject], Iterator[Line]]] = {
    Text("Không xếp loại", "Not rated"): exemptions,
    Text("Trường hợp riêng", "Special cases"): special_cases,
    Text("Tỷ lệ tối đa", "Caps"): caps,
    Text("Điều cần biết thêm", "Remarks"): remarks,
    Text("Thẩm quyền", "Who decides"): deciding,
    Text("Bỏ phiếu", "Ballots"): ballots,
    Text("Các bước", "Procedure"): procedure,
    Text("Tiêu chí", "Criteria"): criteria,
    Text("Khen thưởng, danh hiệu", "Titles and commendations"): titles,
}
"""The tables of a subject in their order, by heading."""
