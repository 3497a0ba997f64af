"""Names as they are ordered and searched: one form for what people write in many."""

from __future__ import annotations

import re
import unicodedata

LONGEST_KEY = 200
LONGEST_TOKEN = 64
MOST_TOKENS = 64
_WORD = re.compile(r"[^\W_]+")
# The largest character: a range from a beginning to it holds everything that begins so.
_LAST = "\U0010ffff"


def sort_key(name: str) -> str:
    """The name in the form that orders and compares: compatibility forms folded, case and marks of direction gone."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    kept = "".join(one for one in folded if unicodedata.category(one) not in ("Cf", "Cc"))
    return " ".join(kept.split())[:LONGEST_KEY]


def tokens(*texts: str) -> frozenset[str]:
    """The words by which something with these texts is found, the first texts' words first when there are too many."""
    found: dict[str, None] = {}
    for one in texts:
        for word in _WORD.findall(sort_key_of_any_length(one)):
            found.setdefault(word[:LONGEST_TOKEN])
            if len(found) >= MOST_TOKENS:
                return frozenset(found)
    return frozenset(found)


def sort_key_of_any_length(value: str) -> str:
    """A text in the same form as names, not cut."""
    return unicodedata.normalize("NFKC", value[:20_000]).casefold()


def ranges(query: str, most: int) -> list[tuple[str, str]]:
    """For each word of a search the range of tokens that begin with it, the longest words first."""
    words = sorted(tokens(query), key=lambda word: (-len(word), word))[:most]
    return [(word, word + _LAST) for word in words]
