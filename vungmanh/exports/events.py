"""What the journal tells of exports."""

from vungmanh.journal.events import declare

EXPORTED = declare(
    "exports.exported",
    "Xuất {title}, số liệu ngày {day}: {rows} dòng, tệp {form}, mã kiểm tra {digest}",
    "Exported {title} as of {day}: {rows} rows, {form} file, checksum {digest}",
)
DOWNLOADED = declare(
    "exports.downloaded",
    "Tải lại tệp của lần xuất số {number}: {title}",
    "Downloaded the file of export {number} again: {title}",
)
