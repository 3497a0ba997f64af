"""Properties that a baseline does not compare: where a rule applies, in the language of `inventory.diff`'s paths.

A path is names with dots between them and members of lists in brackets, as differences show it. In a rule `*` stands
for any one name, `[*]` or `[]` for any member, and `**` for any way in between, none included. What lies inside a
place that a rule names is covered with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

EVERYWHERE = "*"
ANY, ANY_WAY, ANY_MEMBER = "*", "**", "[*]"
LONGEST = 400
MOST_STEPS = 40
_LONGEST_DIFFERENCE = 4000
# A member's name may hold anything, brackets and dots too; it ends with the bracket that a step or the end follows.
_STEP = re.compile(r"\[(?P<member>.*?)\](?=\.|\[|$)|(?P<name>[^.\[]+)(?=\.|\[|$)", re.DOTALL)


@dataclass(frozen=True)
class Ignored:
    """A rule: what stands at `path` in `family` (`*`: in all of them) is not compared."""

    family: str
    path: str


class PathError(ValueError):
    """Not a path."""


@lru_cache(maxsize=20_000)
def steps(path: str) -> tuple[str, ...]:
    """The single steps of a path; members keep their brackets, `[]` is written `[*]`.

    Raises:
        PathError: it is not written as this module explains.
    """
    found: list[str] = []
    at = 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None or len(path) > _LONGEST_DIFFERENCE:
            raise PathError(path[:LONGEST])
        member = match["member"]
        found.append(match["name"] if member is None else ANY_MEMBER if member == "" else f"[{member}]")
        at = match.end()
        if at < len(path) and path[at] == ".":
            at += 1
            if at == len(path) or path[at] in ".[":
                raise PathError(path[:LONGEST])
    return tuple(found)


def checked(path: str) -> str:
    """A rule's path as it is stored.

    Raises:
        PathError: empty, too long, not a path, or one that covers everything.
    """
    made = path.strip()
    if not made or len(made) > LONGEST or not made.isprintable():
        raise PathError(made[:LONGEST])
    parts = steps(made)
    if len(parts) > MOST_STEPS or all(step in (ANY, ANY_WAY, ANY_MEMBER) for step in parts):
        raise PathError(made)
    return made


def applies(rule: Ignored, path: str, family: str = EVERYWHERE) -> bool:
    """Whether the rule covers the difference at `path` of a policy of `family`; what cannot be read is not covered."""
    if EVERYWHERE not in (rule.family, family) and rule.family != family:
        return False
    try:
        return _covers(steps(rule.path), steps(path))
    except PathError:
        return False


def is_ignored(rules: Iterable[Ignored], path: str, family: str = EVERYWHERE) -> bool:
    """Whether any of the rules covers the difference."""
    return any(applies(rule, path, family) for rule in rules)


@lru_cache(maxsize=50_000)
def _covers(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether the pattern names the place or one that it lies in."""
    reached = _ways(pattern, 0)
    for step in path:
        if len(pattern) in reached:
            return True
        reached = {after for at in reached for after in _after(pattern, at, step)}
    return len(pattern) in reached


def _ways(pattern: tuple[str, ...], at: int) -> set[int]:
    """Where one stands before the next step: `**` may also stand for nothing."""
    found = {at}
    while at < len(pattern) and pattern[at] == ANY_WAY:
        at += 1
        found.add(at)
    return found


def _after(pattern: tuple[str, ...], at: int, step: str) -> set[int]:
    if at == len(pattern):
        return set()
    word = pattern[at]
    if word == ANY_WAY:
        return _ways(pattern, at)
    is_member = step.startswith("[")
    fits = word == step or (word == ANY and not is_member) or (word == ANY_MEMBER and is_member)
    return _ways(pattern, at + 1) if fits else set()
