"""Settings of a part that are there, only not in one policy that is the part: split, merged, moved, made anew."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tenantpilot.baselines.matching import Decided, Settings, Stock
from tenantpilot.inventory.rules import RULES_VERSION

# Whether a policy applies to whom the part should apply.
Fitting = Callable[[Any], bool]


@dataclass(frozen=True)
class Cover:
    """Policies that together set everything the part sets, the largest share first, each with how many settings.

    `reason` is split, merged (into a larger one), moved (to another family) or recreated. `unread` names a family on
    whose old reading it rests: then nobody knows.
    """

    policies: tuple[tuple[Any, int], ...]
    reason: str = ""
    unread: str = ""


def cover(
    part: Any, wanted: Settings, stock: Stock, decided: Decided, is_read: Collection[str], fits: Fitting
) -> Cover | None:
    """What covers the part, or None when some of its settings are nowhere."""
    shares = _shares(wanted, stock)
    if not wanted or not _is_whole(wanted, shares):
        return None
    shares = [(one, pairs) for one, pairs in shares if fits(one)]
    known = [(one, pairs) for one, pairs in shares if one.family in is_read]
    if _is_whole(wanted, known):
        chosen = _chosen(wanted, known)
        return Cover(chosen, _reason(part, wanted, stock, decided, chosen))
    if _is_whole(wanted, shares):
        chosen = _chosen(wanted, shares)
        return Cover(chosen, unread=next(one.family for one, _ in chosen if one.family not in is_read))
    return None


def _shares(wanted: Settings, stock: Stock) -> list[tuple[Any, Settings]]:
    found = []
    for policy_id, pairs in stock.held.items():
        one = stock.policies.get(policy_id)
        if one is not None and one.rules_version == RULES_VERSION and (pairs & wanted):
            found.append((one, frozenset(pairs & wanted)))
    return sorted(found, key=lambda item: (-len(item[1]), item[0].public_id))


def _is_whole(wanted: Settings, shares: list[tuple[Any, Settings]]) -> bool:
    return wanted <= frozenset().union(*(pairs for _, pairs in shares))


def _chosen(wanted: Settings, shares: list[tuple[Any, Settings]]) -> tuple[tuple[Any, int], ...]:
    left, chosen = set(wanted), []
    while left:
        one, pairs = max(shares, key=lambda item: len(item[1] & left))
        chosen.append((one, len(pairs & left)))
        left -= pairs
    return tuple(chosen)


def _reason(part: Any, wanted: Settings, stock: Stock, decided: Decided, chosen: tuple[tuple[Any, int], ...]) -> str:
    if len(chosen) > 1:
        return "split"
    [(one, _)] = chosen
    if one.family != part.family:
        return "moved"
    is_other = decided.taken.get(one.id, part.part_ref) != part.part_ref
    return "recreated" if not is_other and stock.sets_exactly(one.id) == wanted else "merged"


def explained(policy_id: UUID, stock: Stock, covered: Collection[tuple[Settings, Collection[UUID]]]) -> bool:
    """Whether everything that a policy sets is something that a covered part expects of it."""
    sets = stock.held.get(policy_id, set())
    if not sets or len(sets) != stock.counted.get(policy_id):
        return False
    expected: set[tuple[str, str]] = set()
    for wanted, policies in covered:
        if policy_id in policies:
            expected |= wanted
    return sets <= expected
