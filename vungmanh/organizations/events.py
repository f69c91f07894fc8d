"""What the journal tells of organizations."""

from vungmanh.journal.events import declare

FOUNDED = declare("organizations.founded", "Thành lập {name}", "Founded {name}")
FOUNDED_MANY = declare("organizations.founded_many", "Thành lập {count} tổ chức", "Founded {count} organizations")
RENAMED = declare("organizations.renamed", "Đổi tên {name} thành {new_name}", "Renamed {name} to {new_name}")
MOVED = declare("organizations.moved", "Chuyển {name} về trực thuộc {parent}", "Moved {name} under {parent}")
DISSOLVED = declare("organizations.dissolved", "Kết thúc hoạt động của {name}", "Dissolved {name}")
CORRECTED = declare(
    "organizations.corrected",
    "Đính chính thông tin của {count} tổ chức",
    "Corrected the facts of {count} organizations",
)
