"""What is possible with a ballot now, and the refusals where it is not."""

from vungmanh.ballots.checks.counting import (
    check_agreed,
    check_can_close,
    check_differing,
    check_group_on_paper,
    check_issued,
    check_not_counting,
    said_of_difference,
)
from vungmanh.ballots.checks.preparing import (
    check_electorate,
    check_enough,
    check_manner,
    check_questions,
    check_reason,
    check_terms,
)
from vungmanh.ballots.checks.state import check_takes_paper, check_takes_screen, hold, not_in_state
from vungmanh.ballots.checks.tellers import (
    check_count_is_open,
    check_teller,
    check_tellers,
    check_tellers_appointed,
    check_typist,
)
from vungmanh.ballots.checks.voting import (
    cannot_be_marked,
    cannot_vote,
    check_answers,
    check_can_have_codes,
    check_code,
    check_in_person,
)

__all__ = [
    "cannot_be_marked",
    "cannot_vote",
    "check_agreed",
    "check_answers",
    "check_can_close",
    "check_can_have_codes",
    "check_code",
    "check_count_is_open",
    "check_differing",
    "check_electorate",
    "check_enough",
    "check_group_on_paper",
    "check_in_person",
    "check_issued",
    "check_manner",
    "check_not_counting",
    "check_questions",
    "check_reason",
    "check_takes_paper",
    "check_takes_screen",
    "check_teller",
    "check_tellers",
    "check_tellers_appointed",
    "check_terms",
    "check_typist",
    "hold",
    "not_in_state",
    "said_of_difference",
]
