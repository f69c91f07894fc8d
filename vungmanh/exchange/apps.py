from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Workbooks in and out."""

    name = "vungmanh.exchange"
    default_auto_field = "django.db.models.BigAutoField"
