"""What the journal tells of members."""

from vungmanh.journal.events import declare

ENROLLED = declare("members.enrolled", "Ghi tên {count} đảng viên", "Enrolled {count} members")
CORRECTED = declare(
    "members.corrected", "Đính chính thông tin của {count} đảng viên", "Corrected the particulars of {count} members"
)
TRANSFERRED = declare("members.transferred", "Chuyển sinh hoạt đảng {count} đảng viên", "Transferred {count} members")
STANDING_CHANGED = declare(
    "members.standing_changed", "Thay đổi tư cách của {count} đảng viên", "Changed the standing of {count} members"
)
LEFT = declare("members.left", "Kết thúc sinh hoạt đảng của {count} đảng viên", "Ended {count} memberships")
APPOINTED = declare("members.appointed", "Ghi {count} chức vụ", "Recorded {count} posts")
POST_ENDED = declare("members.post_ended", "Kết thúc {count} chức vụ", "Ended {count} posts")
GUARDED_SEEN = declare(
    "members.guarded_seen",
    "Xem thông tin được bảo vệ: {fields}. Mục đích: {purpose}. Lý do: {reason}",
    "Looked at guarded particulars: {fields}. Purpose: {purpose}. Reason: {reason}",
)
GUARDED_OFTEN = declare(
    "members.guarded_often",
    "Một tài khoản đã xem thông tin được bảo vệ {count} lần trong 24 giờ; đề nghị kiểm tra",
    "One login looked at guarded particulars {count} times within 24 hours; please check",
)
OWN_DATA_SEEN = declare("members.own_data_seen", "Đảng viên xem dữ liệu của chính mình", "Looked at the own data")
OWN_DATA_TAKEN = declare(
    "members.own_data_taken",
    "Đảng viên tải dữ liệu của chính mình ({form})",
    "Downloaded the own data ({form})",
)
CORRECTION_ASKED = declare(
    "members.correction_asked",
    "Đề nghị đính chính số {request}: {field}",
    "Asked for correction no. {request}: {field}",
)
CORRECTION_ACCEPTED = declare(
    "members.correction_accepted",
    "Chấp nhận đề nghị đính chính số {request} ({field}; mục nhật ký {asked_in})",
    "Accepted request for correction no. {request} ({field}; journal entry {asked_in})",
)
CORRECTION_DECLINED = declare(
    "members.correction_declined",
    "Không chấp nhận đề nghị đính chính số {request} ({field}; mục nhật ký {asked_in})",
    "Declined request for correction no. {request} ({field}; journal entry {asked_in})",
)
CORRECTION_WITHDRAWN = declare(
    "members.correction_withdrawn",
    "Rút đề nghị đính chính số {request} ({field}; mục nhật ký {asked_in})",
    "Withdrew request for correction no. {request} ({field}; journal entry {asked_in})",
)
