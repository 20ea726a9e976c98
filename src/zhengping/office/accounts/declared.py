"""Which of the library's views for signing in are open, and to whom; all others are refused."""

from zhengping.office.core.access import external
from zhengping.office.core.roles import EVERYONE

for name in ("account_login", "account_inactive", "mfa_authenticate", "openid_connect_login",
             "openid_connect_callback", "socialaccount_login_error", "socialaccount_login_cancelled"):  # fmt: skip
    external(name, EVERYONE, public=True)
for name in ("account_logout", "account_change_password", "account_reauthenticate", "mfa_index",
             "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
             "mfa_download_recovery_codes", "mfa_reauthenticate"):  # fmt: skip
    external(name, EVERYONE)
