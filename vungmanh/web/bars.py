"""Bars drawn on the server: pictures that print, need no script, and say in words what they show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its words, its size, and which of the colours (1 the best category … 4, 0 for none)."""

    name: str
    size: int
    colour: int


def stacked(parts: Sequence[Part], *, height: int = 14) -> SafeString:
    """Parts side by side, filling the bar; an empty frame where all are zero."""
    whole = sum(part.size for part in parts)
    words = ", ".join(f"{part.name}: {part.size}" for part in parts if part.size) or "0"
    drawn, x = [], 0.0
    for part in parts:
        if part.size:
            width = 1000 * part.size / whole
            drawn.append(f'<rect class="c{part.colour}" x="{x:.1f}" y="0" width="{width:.1f}" height="10"/>')
            x += width
    return mark_safe(  # noqa: S308  (numbers and escaped words only)
        f'<svg class="bar" role="img" aria-label="{escape(words)}" viewBox="0 0 1000 10" width="100%" '
        f'height="{height}" preserveAspectRatio="none">{"".join(drawn)}</svg>'
    )


def measure(given: int, allowed: int | None) -> SafeString:
    """A bar of what was given with a mark at what is allowed; empty where that was not seen."""
    most = max(given, allowed or 0, 1)
    width = 0 if allowed is None else 1000 * given / most
    over = allowed is not None and given > allowed
    mark = (
        ""
        if allowed is None
        else f'<rect class="mark" x="{max(1000 * allowed / most - 4, 0):.1f}" y="0" width="6" height="20"/>'
    )
    words = f"{given}" if allowed is None else f"{given} / {allowed}"
    return mark_safe(  # noqa: S308  (numbers only)
        f'<svg class="measure" role="img" aria-label="{words}" viewBox="0 0 1000 20" width="100%" height="20" '
        f'preserveAspectRatio="none"><rect class="rest" x="0" y="4" width="1000" height="12" rx="5"/>'
        f'<rect class="{"c1" if over else "ok"}" x="0" y="4" width="{width:.1f}" height="12" rx="5"/>{mark}</svg>'
    )
