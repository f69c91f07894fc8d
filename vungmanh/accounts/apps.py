from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in."""

    name = "vungmanh.accounts"
    default_auto_field = "django.db.models.BigAutoField"
