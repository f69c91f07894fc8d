"""The district that the parts measure: the demonstration, built once."""

import django

django.setup()

from vungmanh.cli import installation  # noqa: E402  (Django must be set up first)
from vungmanh.demo.scenario import build  # noqa: E402
from vungmanh.foundation.actors import Actor  # noqa: E402

if __name__ == "__main__":
    installation.prepare(create=True)
    installation.collect_static()
    build(by=Actor.operator("vungmanh bench"))
