"""Whether somebody may vote now, and whether the slip is filled in."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.accounts.models import Login
from vungmanh.ballots.models import Ballot, Elector, Part, VotingCode
from vungmanh.ballots.tallies import Answers, Tally
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.names import name_key
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import names_of


def check_in_person(by: Actor) -> int:
    """The member who votes; refused for an actor who is nobody in particular."""
    if by.member_id is None:
        raise Refusal(
            "ballots.not_in_person",
            _("Chỉ đảng viên có tên trong danh sách tự bỏ phiếu của mình; không ai bỏ phiếu thay."),
            remedy=_("Đăng nhập bằng tài khoản của mình, hoặc dùng mã bỏ phiếu một lần."),
        )
    return by.member_id


def check_answers(ballot: Ballot, answers: Answers) -> Tally:
    """The slip; refused where a question has no answer (a blank is one, given on purpose) or an unknown one."""
    language = get_language() or "vi"
    questions = ballot.questions
    if unknown := set(answers) - {question.code for question in questions}:
        raise Refusal(
            "ballots.unknown_question",
            _("Cuộc bỏ phiếu này không có nội dung “{question}”.").format(question=min(unknown)),
            remedy=_("Mở lại phiếu rồi bỏ phiếu."),
        )
    for question in questions:
        title = question.title.say(language)
        if question.code not in answers:
            raise Refusal(
                "ballots.question_unanswered",
                _("Chưa chọn ở “{question}”.").format(question=title),
                remedy=_("Chọn một phương án, hoặc chọn “phiếu trắng”."),
            )
        if answers[question.code] not in (None, *question.codes):
            raise Refusal(
                "ballots.unknown_choice",
                _("“{choice}” không phải là lựa chọn của “{question}”.").format(
                    choice=answers[question.code], question=title
                ),
                remedy=_("Các lựa chọn: {choices}.").format(
                    choices=", ".join(choice.name.say(language) for choice in question.choices)
                ),
            )
    return Tally.of(questions, answers)


def check_code(digest: str, ballot: Ballot | None = None) -> VotingCode:
    """The one-time code with this digest, with its elector; of this ballot where one is named."""
    codes = VotingCode.objects.filter(digest=digest)
    if ballot is not None:
        codes = codes.filter(elector__ballot=ballot)
    found = codes.select_related("elector__ballot").first()
    if found is None:
        raise Refusal(
            "ballots.code_not_valid",
            _("Mã không đúng, đã dùng, đã thay bằng mã khác, hoặc của cuộc bỏ phiếu đã kết thúc."),
            remedy=_("Xem lại mã trên phiếu, hoặc đề nghị người điều hành cấp mã mới."),
        )
    return found


def cannot_vote(ballot: Ballot, member_id: int) -> Refusal:
    """Why this member cannot cast a slip in the open ballot."""
    elector = Elector.objects.filter(ballot=ballot, member=member_id).first()
    if elector is None:
        return Refusal(
            "ballots.not_listed",
            _("Đồng chí không có tên trong danh sách bỏ phiếu, lập khi bắt đầu bỏ phiếu."),
            remedy=_("Thay đổi nơi sinh hoạt sau đó không làm đổi danh sách; hỏi người điều hành nếu thấy sai."),
        )
    if not elector.is_entitled:
        return Refusal(
            "ballots.excluded",
            _("Đồng chí không bỏ phiếu lần này: {reason}").format(reason=elector.reason.say(get_language() or "vi")),
            remedy=_("Danh sách đã chốt khi bắt đầu bỏ phiếu; hỏi người điều hành nếu thấy sai."),
        )
    return _taking_part(elector.part)


def _taking_part(part: str) -> Refusal:
    if part == Part.PAPER:
        return Refusal(
            "ballots.has_paper",
            _("Đồng chí đã nhận phiếu giấy."),
            remedy=_("Bỏ phiếu giấy, hoặc trả lại phiếu chưa dùng cho người điều hành."),
        )
    if part == Part.ABSENT:
        return Refusal(
            "ballots.marked_absent",
            _("Đồng chí đang được ghi là vắng mặt."),
            remedy=_("Đề nghị người điều hành bỏ ghi vắng mặt, rồi bỏ phiếu."),
        )
    return Refusal(
        "ballots.voted_already",
        _("Đồng chí đã bỏ phiếu. Mỗi người bỏ một lần, không sửa được."),
        remedy=_("Nếu đồng chí chưa bỏ phiếu, báo ngay người điều hành: có người đã dùng tài khoản hoặc mã."),
    )


def cannot_be_marked(ballot: Ballot, member_ids: Sequence[int], now: str) -> Refusal:
    """Why not all of these can be marked `now`, naming the first of them.

    Who has voted on screen is not told apart from who is marked otherwise, so that nobody asks the list that way.
    """
    listed = {one.member_id: one for one in Elector.objects.filter(ballot=ballot, member__in=member_ids)}
    if now == Part.NOT_YET:
        able: tuple[str, ...] = (Part.PAPER, Part.ABSENT)
    else:
        able = (Part.NOT_YET, Part.ABSENT) if now == Part.PAPER else (Part.NOT_YET,)
    wrong = [id_ for id_ in member_ids if id_ not in listed or listed[id_].excluded or listed[id_].part not in able]
    name = names_of(wrong[:1]).get(wrong[0], "…") if wrong else "…"
    return Refusal(
        "ballots.cannot_be_marked",
        _("Không thể ghi “{mark}” cho {name}: không có quyền bỏ phiếu, đã tham gia hoặc đã được ghi khác.").format(
            mark=Part(now).label, name=name
        ),
        remedy=_("Mở lại danh sách, bỏ người này ra rồi ghi những người còn lại."),
    )


def check_can_have_codes(ballot: Ballot, member_ids: Sequence[int]) -> list[Elector]:
    """The electors, in the order of members; refused unless each is entitled, has not taken part and has no login.

    A code is a way to vote for somebody that whoever hands it out holds too; who can sign in needs none. A locked login
    is none.
    """
    found = Elector.objects.filter(ballot=ballot, member__in=member_ids, excluded="", part=Part.NOT_YET)
    electors = list(found.order_by("member"))
    if len(electors) != len(member_ids):
        raise cannot_be_marked(ballot, member_ids, Part.ABSENT)
    sign_in = Login.objects.filter(member__in=member_ids, is_active=True).values_list("member_id", flat=True)
    if names := sorted(names_of(sign_in).values(), key=name_key):
        raise Refusal(
            "ballots.has_login",
            _("Đã có tài khoản nên tự đăng nhập để bỏ phiếu, không cấp mã: {names}.").format(names=", ".join(names)),
            remedy=_(
                "Bỏ đánh dấu những người này rồi cấp mã cho những người còn lại; ai quên mật khẩu thì đề nghị cấp lại "
                "mật khẩu, hoặc khóa tài khoản rồi cấp mã."
            ),
        )
    return electors
