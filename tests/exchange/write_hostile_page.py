"""Write docs/hostile-files.md anew from the cases."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.exchange.hostile import PAGE, page

    PAGE.write_text("\n".join([*page(), ""]), encoding="utf-8")
