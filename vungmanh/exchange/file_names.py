"""Names of files as pages may show them."""

import re
import unicodedata

_LONGEST = 200
_PATH = re.compile(r".*[/\\\\]")


def tidy_file_name(name: str) -> str:
    """The name without a path, without signs that nobody sees or that turn the direction of writing, not too long."""
    plain = "".join(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C")
    return _PATH.sub("", plain).strip()[-_LONGEST:] or "tep"
