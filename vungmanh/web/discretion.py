"""What faults tell: where in the program they happened, never what people had typed or what stood in the record."""

import logging
import re
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_DIGITS = re.compile(r"\d{9,}")
_VALUES = re.compile(r"(?im)(key \([^)]*\)=)\(.*\)|^(\s*detail:).*$|(failing row contains) \(.*\)")


class NothingTold(SafeExceptionReporterFilter):
    """Reports of faults without form fields, local variables and settings, in whatever mode Django runs."""

    def is_active(self, request: HttpRequest | None) -> bool:  # noqa: ARG002  (Django calls it)
        """Always."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Names of fields at most."""
        return {} if request is None else dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, *_of: Any) -> list[tuple[str, Any]]:
        """None: particulars stand in variables of every name."""
        return []

    def get_safe_settings(self) -> dict[str, Any]:
        """None."""
        return {}


class DiscreetFormatter(logging.Formatter):
    """Lines of the log without numbers of papers and without the values that databases quote in their complaints."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, cleansed."""
        return _DIGITS.sub("…", _VALUES.sub(r"\1\2\3 …", super().format(record)))
