"""Which of the library's views for signing in are open, and to whom; all others are refused."""

from zhengping.office.core.access import external
from zhengping.office.core.roles import EVERYONE

external("account_login", EVERYONE, public=True)
external("account_logout", EVERYONE)
external("account_change_password", EVERYONE)
external("account_reauthenticate", EVERYONE)
for name in ("mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
             "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_reauthenticate"):  # fmt: skip
    external(name, EVERYONE)
external("mfa_authenticate", EVERYONE, public=True)
external("usersessions_list", EVERYONE)
external("openid_connect_login", EVERYONE, public=True)
external("openid_connect_callback", EVERYONE, public=True)
external("socialaccount_login_error", EVERYONE, public=True)
