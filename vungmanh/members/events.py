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
