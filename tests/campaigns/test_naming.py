"""Subjects in words and in their order."""

from vungmanh.campaigns.models import Subject, SubjectKind, Terms
from vungmanh.campaigns.naming import alphabetical


def test_persons_stand_by_given_name_and_organizations_by_the_front_of_theirs() -> None:
    def ordered(kind: SubjectKind, *names: str) -> list[str]:
        terms = Terms(subject=Subject(kind=kind))
        return sorted(names, key=lambda name: alphabetical(terms, name))

    assert ordered(SubjectKind.MEMBER, "Đỗ Văn Yên", "Lý Thị Ấn", "Đinh Thị Chi") == [
        "Lý Thị Ấn", "Đinh Thị Chi", "Đỗ Văn Yên",
    ]  # fmt: skip
    assert ordered(SubjectKind.ORGANIZATION, "Chi bộ thôn 10", "Chi bộ thôn 2", "Chi bộ Quân sự") == [
        "Chi bộ Quân sự", "Chi bộ thôn 2", "Chi bộ thôn 10",
    ]  # fmt: skip
