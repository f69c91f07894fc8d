"""Texts that are data, in the product's two languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Vietnamese, the first language, and in English."""

    vi: str
    en: str

    def say(self, language: str) -> str:
        """The text in `language` ("vi", "en", "en-gb" …); Vietnamese for any language but English."""
        return self.en if language.startswith("en") else self.vi
