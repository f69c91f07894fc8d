from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "vungmanh.web"
    default_auto_field = "django.db.models.BigAutoField"
