"""Whether a vote can be held like this."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.ballots.counting import LEAST_GROUP
from vungmanh.ballots.models import Manner
from vungmanh.ballots.terms import Question, Source, Terms
from vungmanh.foundation.reasons import checked_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.conduct import Denominator
from vungmanh.rulebooks.values import Threshold, Value

MOST_QUESTIONS, MOST_CHOICES = 500, 20
FEWEST_TELLERS, MOST_TELLERS = 2, 3


class Listed(Protocol):
    """Somebody proposed for the list of a ballot."""

    @property
    def member_id(self) -> int: ...  # noqa: D102  (see actions.NewElector)
    @property
    def excluded(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> Text: ...  # noqa: D102


def check_questions(title: Text, questions: Sequence[Question]) -> None:
    """Refuse a vote without a title or a question, with a code twice, or a question with nothing to choose."""
    if not title.vi.strip() or not title.en.strip():
        raise Refusal("ballots.no_title", _("Chưa đặt tên cuộc bỏ phiếu."), remedy=_("Ghi tên bằng cả hai ngôn ngữ."))
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise Refusal(
            "ballots.questions",
            _("Cuộc bỏ phiếu có {count} nội dung; phải có từ 1 đến {most}.").format(
                count=len(questions), most=MOST_QUESTIONS
            ),
            remedy=_("Chia thành nhiều cuộc bỏ phiếu, hoặc thêm nội dung."),
        )
    _check_once([question.code for question in questions])
    for question in questions:
        _check_once(question.codes)
        if not 1 <= len(question.choices) <= MOST_CHOICES:
            raise Refusal(
                "ballots.choices",
                _("“{question}” có {count} lựa chọn; phải có từ 1 đến {most}.").format(
                    question=question.title.say(get_language() or "vi"), count=len(question.choices), most=MOST_CHOICES
                ),
                remedy=_("Sửa các lựa chọn của nội dung này."),
            )


def check_terms(threshold: Value[Threshold], denominator: Value[Denominator]) -> Terms:
    """The terms of the vote; refused while one of them is not decided: after the vote it would be too late."""
    if threshold.is_ is None or denominator.is_ is None:
        unknown = threshold if threshold.is_ is None else denominator
        raise Refusal(
            "ballots.terms_undecided",
            _("Chưa xác định tỷ lệ phiếu cần đạt hoặc cách tính tỷ lệ.")
            if threshold.is_ is None
            else _("Chưa xác định tỷ lệ phiếu được tính trên tổng số nào."),
            remedy=_("Cấp có thẩm quyền quyết định trước khi bỏ phiếu và ghi vào khung quy định của địa phương."),
            because=unknown.citation,
        )
    return Terms(
        threshold.is_,
        Source.of(threshold.citation, local=threshold.local),
        denominator.is_,
        Source.of(denominator.citation, local=denominator.local),
    )


def check_manner(manner: str, *, breakdown_from: int, entries_needed: int) -> None:
    """Refuse a manner that does not exist or is not permitted here, and limits that protect nobody."""
    if manner not in Manner.values:
        raise Refusal("ballots.unknown_manner", _("Không có cách bỏ phiếu “{manner}”.").format(manner=manner))
    if manner != Manner.PAPER and not settings.SCREEN_BALLOTS:
        raise Refusal(
            "ballots.screens_not_permitted",
            _("Ở đây không cho phép bỏ phiếu trên màn hình."),
            remedy=_("Bỏ phiếu bằng phiếu giấy; người quản trị cho phép bằng screen_ballots trong settings.toml."),
        )
    if breakdown_from < LEAST_GROUP:
        raise Refusal(
            "ballots.breakdown_from",
            _("Không công bố số phiếu từng lựa chọn khi có dưới {least} phiếu.").format(least=LEAST_GROUP),
            remedy=_("Chọn số từ {least} trở lên.").format(least=LEAST_GROUP),
        )
    if not FEWEST_TELLERS <= entries_needed <= MOST_TELLERS:
        raise Refusal(
            "ballots.tellers",
            _("Phiếu giấy phải được {fewest} hoặc {most} người nhập độc lập.").format(
                fewest=FEWEST_TELLERS, most=MOST_TELLERS
            ),
        )


def check_electorate(electors: Sequence[Listed]) -> None:
    """Refuse a list that names somebody twice, excludes without a reason, or gives nobody a vote."""
    twice = sum(1 for times in Counter(one.member_id for one in electors).values() if times > 1)
    if twice:
        raise Refusal(
            "ballots.listed_twice",
            _("Có {count} người được ghi hai lần trong danh sách bỏ phiếu.").format(count=twice),
            remedy=_("Ghi mỗi người một lần."),
        )
    if any(bool(one.excluded) != bool(one.reason.vi and one.reason.en) for one in electors):
        raise Refusal(
            "ballots.reason_of_exclusion",
            _("Có người không được bỏ phiếu mà chưa ghi lý do, hoặc có quyền mà lại ghi lý do không được bỏ phiếu."),
            remedy=_("Ghi lý do cho từng người không được bỏ phiếu."),
        )
    if all(one.excluded for one in electors):
        raise Refusal(
            "ballots.nobody_entitled",
            _("Không ai trong danh sách có quyền bỏ phiếu."),
            remedy=_("Xem lại danh sách và lý do của từng người."),
        )


def check_enough(entitled: int, *, secret: bool) -> None:
    """Refuse a secret vote of one or two: it would hide nobody."""
    if secret and entitled < LEAST_GROUP:
        raise Refusal(
            "ballots.too_few_entitled",
            _("Chỉ {entitled} người có quyền bỏ phiếu: không thể bỏ phiếu kín với dưới {least} người.").format(
                entitled=entitled, least=LEAST_GROUP
            ),
            remedy=_("Biểu quyết công khai, nếu quy định cho phép, hoặc báo cáo cấp trên trực tiếp."),
        )


def check_reason(reason: str) -> str:
    """The reason in one line; refused when nothing is said."""
    return checked_reason(reason, "ballots.reason_missing", _("Chưa ghi lý do hủy cuộc bỏ phiếu."))


def _check_once(codes: Sequence[str]) -> None:
    wrong = [code for code, times in Counter(codes).items() if times > 1 or not code]
    if wrong:
        raise Refusal(
            "ballots.codes",
            _("Mã “{code}” bị trống hoặc dùng hai lần trong cuộc bỏ phiếu.").format(code=wrong[0]),
            remedy=_("Cho mỗi nội dung và mỗi lựa chọn một mã riêng."),
        )
