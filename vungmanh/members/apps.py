from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members."""

    name = "vungmanh.members"
    default_auto_field = "django.db.models.BigAutoField"
