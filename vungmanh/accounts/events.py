"""What the journal tells of logins."""

from vungmanh.journal.events import declare

LOGIN_GIVEN = declare("accounts.login_given", "Cấp tài khoản {username}", "Gave the login {username}")
