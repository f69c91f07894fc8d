from django.apps import AppConfig


class ClassificationConfig(AppConfig):
    """Yearly classification."""

    name = "vungmanh.classification"
    default_auto_field = "django.db.models.BigAutoField"
