from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal."""

    name = "vungmanh.journal"
    default_auto_field = "django.db.models.BigAutoField"
