from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """The journal."""

    name = "vungmanh.journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read every capability's `events.py`, so that any entry can be told."""
        autodiscover_modules("events")
