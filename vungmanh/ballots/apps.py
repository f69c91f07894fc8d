from django.apps import AppConfig


class BallotsConfig(AppConfig):
    """Secret and open votes."""

    name = "vungmanh.ballots"
    default_auto_field = "django.db.models.BigAutoField"
