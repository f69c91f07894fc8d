"""What the journal tells of votes: never a choice, never a single voter, never when somebody voted."""

from vungmanh.journal.events import declare

PREPARED = declare("ballots.prepared", "Chuẩn bị bỏ phiếu: {title}", "Prepared a vote: {title_en}")
ELECTORATE_CHANGED = declare(
    "ballots.electorate_changed",
    "Sửa danh sách người bỏ phiếu: {title} ({entitled} người có quyền, {excluded} người không)",
    "Changed who may vote: {title_en} ({entitled} entitled, {excluded} not)",
)
OPENED = declare(
    "ballots.opened",
    "Bắt đầu bỏ phiếu: {title} ({entitled} người có quyền, {excluded} người không)",
    "Opened a vote: {title_en} ({entitled} entitled, {excluded} not)",
)
MARKED = declare(
    "ballots.marked",
    "Đánh dấu cách tham gia của {count} người: {title}",
    "Marked how {count} people take part: {title_en}",
)
CODES_MADE = declare(
    "ballots.codes_made",
    "Cấp mã bỏ phiếu một lần cho {count} người: {title}",
    "Made one-time voting codes for {count} people: {title_en}",
)
TELLERS_APPOINTED = declare(
    "ballots.tellers_appointed",
    "Cử ban kiểm phiếu {count} người: {title}",
    "Appointed {count} tellers: {title_en}",
)
PAPER_ENTERED = declare(
    "ballots.paper_entered", "Nhập số liệu kiểm phiếu giấy: {title}", "Entered a count of paper slips: {title_en}"
)
PAPER_ENTERED_FOR = declare(
    "ballots.paper_entered_for",
    "Nhập thay số liệu của một người kiểm phiếu: {title}",
    "Entered a count of paper slips in the name of a teller: {title_en}",
)
PAPER_RECOUNTED = declare(
    "ballots.paper_recounted",
    "Số liệu kiểm phiếu giấy khác nhau, cho kiểm phiếu lại: {title}",
    "The tellers' counts differed, all count anew: {title_en}",
)
CLOSED = declare(
    "ballots.closed",
    "Kết thúc bỏ phiếu: {title} ({took_part} phiếu của {entitled} người)",
    "Closed a vote: {title_en} ({took_part} slips of {entitled} people)",
)
CANCELLED = declare(
    "ballots.cancelled",
    "Hủy cuộc bỏ phiếu: {title} (bỏ {cast} phiếu trên màn hình, {entries} lượt nhập phiếu giấy). Lý do: {reason}",
    "Cancelled a vote: {title_en} (lost {cast} slips on screen, {entries} entries of paper slips). Reason: {reason}",
)
