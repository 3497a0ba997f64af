"""Which rules hold at a place of an object, found while walking it once.

All paths of a family (written as `provider.contracts.paths` explains) become one machine whose states are made when
they are first met: a walk then costs one look-up per property, however many rules there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tenantpilot.provider.contracts.paths import steps

Tag = tuple[Any, ...]
_Left = tuple[tuple[str, ...], Tag]
MEMBER = "[]"
_OTHER = "\0"


class Place:
    """Where a walk stands: the tags of the paths that end here by their kind, and the way on.

    `names` are the properties of this object that are ids which may be shown by a name, with their tag.
    """

    __slots__ = ("_left", "_next", "_words", "names", "tags")

    def __init__(self, left: frozenset[_Left]) -> None:
        self._left = left
        self._next: dict[str, Place] = {}
        self._words = {word for rest, _ in left for word in rest[:2]}
        self.tags: dict[str, list[Tag]] = {}
        for rest, tag in sorted(left, key=repr):
            if not rest:
                self.tags.setdefault(tag[0], []).append(tag)
        self.names = {rest[0]: tag for rest, tag in left if len(rest) == 1 and tag[0] == "reference" and tag[-1]}

    def step(self, name: str) -> Place:
        """The place of the property `name`; `MEMBER` is any member of a list."""
        word = name if name == MEMBER or name in self._words else _OTHER
        place = self._next.get(word)
        if place is None:
            place = self._next[word] = Place(frozenset(self._after(word)))
        return place

    def _after(self, word: str) -> Iterator[_Left]:
        for left, tag in self._left:
            if left and left[0] == "**":
                yield left, tag
            rest = left[1:] if left and left[0] == "**" else left
            if rest and (rest[0] == word or (rest[0] == "*" and word != MEMBER)):
                yield rest[1:], tag


def machine(rules: Iterable[tuple[str, Tag]]) -> Place:
    """The place of the whole object under these paths and their tags, whose first item is their kind."""
    return Place(frozenset((steps(path), tag) for path, tag in rules))
