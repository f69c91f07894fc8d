from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Yearly campaigns."""

    name = "vungmanh.campaigns"
    default_auto_field = "django.db.models.BigAutoField"
