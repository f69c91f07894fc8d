"""The only writes: preparing and opening, taking part, counting paper, closing and cancelling."""

from vungmanh.ballots.actions.closing import cancel_ballot, close_ballot, destroy_left_over_keys
from vungmanh.ballots.actions.counting_paper import appoint_tellers, enter_paper, recount_paper
from vungmanh.ballots.actions.preparing import NewElector, change_electorate, open_ballot, prepare_ballot
from vungmanh.ballots.actions.taking_part import mark_absent, mark_paper, take_back
from vungmanh.ballots.actions.voting import CodeSlip, cast, cast_by_code, make_codes

__all__ = [
    "CodeSlip",
    "NewElector",
    "appoint_tellers",
    "cancel_ballot",
    "cast",
    "cast_by_code",
    "change_electorate",
    "close_ballot",
    "destroy_left_over_keys",
    "enter_paper",
    "make_codes",
    "mark_absent",
    "mark_paper",
    "open_ballot",
    "prepare_ballot",
    "recount_paper",
    "take_back",
]
