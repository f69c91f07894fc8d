"""What the journal tells of logins."""

from vungmanh.journal.events import declare

LOGIN_GIVEN = declare("accounts.login_given", "Cấp tài khoản {username}", "Gave the login {username}")
INVITED = declare(
    "accounts.invited", "Cấp mã nhận tài khoản, dùng đến {last_day}", "Gave an invitation code, good until {last_day}"
)
INVITED_MANY = declare(
    "accounts.invited_many", "Cấp mã nhận tài khoản cho {count} đảng viên", "Gave invitation codes to {count} members"
)
INVITATION_WITHDRAWN = declare("accounts.invitation_withdrawn", "Rút mã nhận tài khoản", "Withdrew an invitation code")
LOGIN_TAKEN = declare(
    "accounts.login_taken", "Nhận tài khoản {username} bằng mã", "Took the login {username} into use with a code"
)
RESET_BEGUN = declare(
    "accounts.reset_begun",
    "Cấp mã đặt lại mật khẩu của tài khoản {username}, dùng đến {last_day}; mật khẩu cũ và các phiên đã hết hiệu lực",
    "Gave a code to reset the password of {username}, good until {last_day}; old password and sessions ended",
)
PASSWORD_RESET = declare(
    "accounts.password_reset",
    "Đặt lại mật khẩu của tài khoản {username} bằng mã",
    "Reset the password of {username} with a code",
)
LOCKED = declare(
    "accounts.locked",
    "Khóa tài khoản {username}, kết thúc các phiên",
    "Locked the login {username}, ending its sessions",
)
UNLOCKED = declare("accounts.unlocked", "Mở khóa tài khoản {username}", "Unlocked the login {username}")
SECOND_FACTOR_REMOVED = declare(
    "accounts.second_factor_removed",
    "Gỡ xác thực hai bước của tài khoản {username}",
    "Removed the second factor of the login {username}",
)
