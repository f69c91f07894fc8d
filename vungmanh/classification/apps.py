from django.apps import AppConfig
from django.conf import settings

from vungmanh.rulebooks import shelf


class ClassificationConfig(AppConfig):
    """Yearly classification, under the rulebooks as the installation's province fills them."""

    name = "vungmanh.classification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the rulebooks where this installation keeps its local frames."""
        shelf.use_frames(settings.FRAMES)
