"""Two letters for the circle beside a name."""

from __future__ import annotations


def initials(name: str) -> str:
    """First letters of the first and last word, the first two of a single word, nothing for nobody."""
    words = name.split()
    if not words:
        return ""
    return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]).upper()
