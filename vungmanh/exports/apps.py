from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Exports and their register."""

    name = "vungmanh.exports"
    default_auto_field = "django.db.models.BigAutoField"
