"""What the journal tells of backups."""

from vungmanh.journal.events import declare

BACKED_UP = declare(
    "safekeeping.backed_up",
    "Sao lưu toàn bộ dữ liệu ra tệp {file_name} ({rows} dòng)",
    "Backed up everything to {file_name} ({rows} rows)",
)
RESTORED = declare(
    "safekeeping.restored",
    "Khôi phục toàn bộ dữ liệu từ tệp {file_name} ({rows} dòng), nhật ký đến mốc {head}",
    "Restored everything from {file_name} ({rows} rows), the journal up to {head}",
)
