"""What the journal tells of yearly classification."""

from vungmanh.journal.events import declare

RESULTS_RECORDED = declare(
    "classification.results_recorded",
    "Ghi kết quả xếp loại năm {year}: {organizations} tổ chức, {members} đảng viên",
    "Recorded results of {year}: {organizations} organizations, {members} members",
)
COLLECTIVES_RECORDED = declare(
    "classification.collectives_recorded",
    "Ghi kết quả xếp loại năm {year}: {collectives} tập thể lãnh đạo, {organizations} tổ chức, {members} đảng viên",
    "Recorded results of {year}: {collectives} leading collectives, {organizations} organizations, {members} members",
)
CAP_JUSTIFIED = declare(
    "classification.cap_justified",
    "Ghi lý do vượt tỷ lệ tối đa năm {year} của {name}",
    "Gave the reason for exceeding a cap of {year} in {name}",
)
HONOURS_RECORDED = declare(
    "classification.honours_recorded",
    "Ghi danh hiệu, khen thưởng năm {year} theo quyết định {decision}: {organizations} tổ chức, {members} đảng viên",
    "Recorded titles and commendations of {year} by {decision}: {organizations} organizations, {members} members",
)
