from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    """Backups."""

    name = "vungmanh.safekeeping"
