from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Lists and saved views."""

    name = "vungmanh.lists"
    default_auto_field = "django.db.models.BigAutoField"
