"""What the journal tells of workbooks."""

from vungmanh.journal.events import declare

IMPORTED = declare(
    "exchange.imported",
    "Nhập tệp {file_name}: {new} dòng mới, {changed} dòng thay đổi, {rejected} dòng bị từ chối",
    "Imported {file_name}: {new} new rows, {changed} changed, {rejected} rejected",
)
EXPORTED = declare(
    "exchange.exported",
    "Xuất danh sách của {name} tính đến {day} ra tệp Excel",
    "Exported {name} as of {day} to a workbook",
)
