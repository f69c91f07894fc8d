from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """The tree of organizations."""

    name = "vungmanh.organizations"
    default_auto_field = "django.db.models.BigAutoField"
