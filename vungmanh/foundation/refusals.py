"""How the product says no."""

from vungmanh.foundation.citations import Citation


class Refusal(Exception):
    """Something is not possible now: what, by which rule, and what to do next.

    `code` is stable and tested; `what` and `remedy` are sentences in the reader's language.
    """

    def __init__(self, code: str, what: str, *, remedy: str = "", because: Citation | None = None) -> None:
        super().__init__(code, what)
        self.code = code
        self.what = what
        self.remedy = remedy
        self.because = because

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()
