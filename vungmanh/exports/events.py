"""What the journal tells of exports."""

from vungmanh.journal.events import declare

EXPORTED = declare(
    "exports.exported",
    "Xuất {title}, số liệu ngày {day}: {rows} dòng, tệp {form}, mã kiểm tra {digest}",
    "Exported {title} as of {day}: {rows} rows, {form} file, checksum {digest}",
)
ROSTER_EXPORTED = declare(
    "exports.roster_exported",
    "Xuất {title}, có thông tin được bảo vệ, số liệu ngày {day}: {rows} dòng, mã kiểm tra {digest}. Lý do: {reason}",
    "Exported {title} with guarded particulars as of {day}: {rows} rows, checksum {digest}. Reason: {reason}",
)
DOWNLOADED = declare(
    "exports.downloaded",
    "Tải lại tệp của lần xuất số {number}: {title}",
    "Downloaded the file of export {number} again: {title}",
)
