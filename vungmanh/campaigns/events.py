"""What the journal tells of campaigns."""

from vungmanh.journal.events import declare

OPENED = declare(
    "campaigns.opened",
    "Mở đợt kiểm điểm, xếp loại năm {year} của {name}: {subjects} đối tượng",
    "Opened the review and rating of {year} in {name}: {subjects} subjects",
)
LISTED_ANEW = declare(
    "campaigns.listed_anew",
    "Cập nhật danh sách đối tượng năm {year} của {name}: thêm {added}, thay đổi {changed}",
    "Updated the list of {year} in {name}: {added} added, {changed} changed",
)
CLOSED = declare(
    "campaigns.closed", "Kết thúc đợt kiểm điểm, xếp loại năm {year} của {name}", "Closed {year} in {name}"
)
REOPENED = declare(
    "campaigns.reopened",
    "Mở lại đợt kiểm điểm, xếp loại năm {year} của {name}: {reason}",
    "Opened {year} in {name} again: {reason}",
)
SELF_REVIEW = declare("campaigns.self_review", "Nộp bản tự kiểm điểm năm {year}", "Handed in the self-review of {year}")
SELF_REVIEW_READ = declare(
    "campaigns.self_review_read", "Đọc bản tự kiểm điểm năm {year}", "Read the self-review of {year}"
)
OPINION = declare(
    "campaigns.opinion", "Ghi ý kiến trong đợt kiểm điểm năm {year}", "Recorded an opinion in the review of {year}"
)
OPINION_CORRECTED = declare(
    "campaigns.opinion_corrected",
    "Sửa một ý kiến trong đợt kiểm điểm năm {year}",
    "Corrected an opinion in the review of {year}",
)
OPINION_WITHDRAWN = declare(
    "campaigns.opinion_withdrawn",
    "Rút một ý kiến trong đợt kiểm điểm năm {year}: {reason}",
    "Withdrew an opinion in the review of {year}: {reason}",
)
ALL_HANDED_IN = declare(
    "campaigns.all_handed_in",
    "Nộp {count} bản tự kiểm điểm năm {year}",
    "Handed in {count} self-reviews of {year}",
)
OPINIONS = declare(
    "campaigns.opinions",
    "Ghi {count} ý kiến trong đợt kiểm điểm năm {year}",
    "Recorded {count} opinions in the review of {year}",
)
FACTS = declare(
    "campaigns.facts",
    "Ghi dữ liệu phục vụ xếp loại năm {year} của {count} đối tượng",
    "Entered facts about {count} subjects for the rating of {year}",
)
HELD = declare(
    "campaigns.held",
    "Ghi đã kiểm điểm {count} đối tượng năm {year}",
    "Recorded that {count} subjects were reviewed for {year}",
)
REVIEW_CORRECTED = declare(
    "campaigns.review_corrected",
    "Sửa ngày, số biên bản hoặc lý do đã ghi về kiểm điểm năm {year}",
    "Corrected the day, the minutes or the reason recorded of the review of {year}",
)
REVIEW_WITHDRAWN = declare(
    "campaigns.review_withdrawn",
    "Rút việc ghi đã kiểm điểm năm {year}: {reason}",
    "Withdrew the record that the review of {year} was held: {reason}",
)
FACT = declare("campaigns.fact", "Ghi dữ liệu phục vụ xếp loại năm {year}", "Entered facts for the rating of {year}")
PROPOSED = declare(
    "campaigns.proposed",
    "Đề xuất mức xếp loại cho {count} đối tượng năm {year}",
    "Proposed ratings of {count} subjects for {year}",
)
DECIDED = declare(
    "campaigns.decided",
    "Quyết định xếp loại {count} đối tượng năm {year}, số {number}",
    "Decided the ratings of {count} subjects for {year}, number {number}",
)
RERATED = declare("campaigns.rerated", "Xếp loại lại năm {year}: {why}", "Rated {year} anew: {why}")
CONTESTED = declare(
    "campaigns.contested", "Đề nghị xem xét lại kết quả năm {year}", "Asked to have the result of {year} reconsidered"
)
CONTEST_ANSWERED = declare(
    "campaigns.contest_answered",
    "Trả lời đề nghị xem xét lại kết quả năm {year}, văn bản {number}",
    "Answered a request to reconsider the result of {year}, document {number}",
)
DEADLINES_SET = declare(
    "campaigns.deadlines_set",
    "Đặt thời hạn các bước năm {year} của {name}: {steps}",
    "Set deadlines of {year} in {name}: {steps}",
)
REMINDED = declare(
    "campaigns.reminded",
    "Nhắc {count} nơi chậm tiến độ kiểm điểm, xếp loại năm {year}",
    "Reminded {count} places that are late with the review and rating of {year}",
)
