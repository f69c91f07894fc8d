from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may."""

    name = "vungmanh.access"
    default_auto_field = "django.db.models.BigAutoField"
