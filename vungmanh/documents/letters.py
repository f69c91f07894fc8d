"""Documents that a committee issues, as data: heading, number, title, text and tables, recipients, signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vungmanh.documents.tables import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the text, such as «I- Kết quả»."""

    text: str


Part = str | Heading | Table
"""A paragraph, a heading or a table."""


@dataclass(frozen=True, slots=True)
class Annex:
    """Lists that go with a letter, on pages of their own after the signature."""

    title: str
    subtitle: str
    tables: Sequence[Table]


@dataclass(frozen=True, slots=True)
class Letter:
    """A document of a party committee, or the draft of one.

    `kind` is the type name (BÁO CÁO), `about` the summary below it; `body` issues it under `superior`. `number`,
    `place` and `dated` stay blank in a draft, to be filled in by hand; `symbol` is what follows the number (BC/HU).
    It is signed on behalf of `on_behalf_of` by somebody who is `signed_as`, `signer` by name. `notes` stand below it
    all in small print.
    """

    kind: str
    about: str
    body: str
    parts: Sequence[Part]
    superior: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    dated: date | None = None
    on_behalf_of: str = ""
    signed_as: str = ""
    signer: str = ""
    notes: Sequence[str] = ()
    recipients: Sequence[str] = ()
    annex: Annex | None = None

    @property
    def title(self) -> str:
        """What the file is called in its own properties."""
        return f"{self.kind}: {self.about}"

    @property
    def tables(self) -> list[Table]:
        """Its tables in their order."""
        annexed = self.annex.tables if self.annex else ()
        return [*(part for part in self.parts if isinstance(part, Table)), *annexed]
