"""What a backup holds: every table but those that are made anew or are of no use elsewhere."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import models

LEFT_OUT_APPS = {"auth", "contenttypes", "sessions", "usersessions", "django_tasks_database"}
"""Sessions and the queue belong to a running installation; groups and content types are Django's and unused."""
LEFT_OUT_TABLES = {"members.listing", "members.headcount", "members.listingday"}
"""Derived from the record; restoring makes them anew."""


def kept_models(known: Apps = apps) -> Iterator[type[models.Model]]:
    """The models whose rows are kept, always in the same order."""
    for model in sorted(known.get_models(include_auto_created=True), key=lambda each: each._meta.label_lower):
        meta = model._meta
        if meta.managed and meta.app_label not in LEFT_OUT_APPS and meta.label_lower not in LEFT_OUT_TABLES:
            yield model


def kept_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The columns of a model that are kept: all but the files of finished exports, which are made again on request."""
    return [field for field in model._meta.concrete_fields if not _is_export_file(model, field)]


def _is_export_file(model: type[models.Model], field: "models.Field[Any, Any]") -> bool:
    return model._meta.app_label == "exports" and isinstance(field, models.BinaryField | models.FileField)
