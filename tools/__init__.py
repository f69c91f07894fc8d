"""What working on the product needs and its users do not: checks, translations, generated pages, releases.

The tools read the product's own declarations, so Django is set up before any of them is imported.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vungmanh.settings")
django.setup()
