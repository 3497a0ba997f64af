"""Which policy of a tenant is which part of a baseline: by identity, by decision, by what it sets; never by name.

The order: the policy that the part was taken from; a match that was confirmed; the only policy with exactly the part's
settings. Whatever is merely alike is proposed to people and not compared until somebody confirms it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tenantpilot.baselines import match_queries
from tenantpilot.baselines.effective import Effective
from tenantpilot.baselines.setting_queries import Pair
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_id, new_public_id
from tenantpilot.store.scope import Scope

WHOLE = 1000
# Share of a part's settings, in thousandths, from which on a policy is alike; and by how much the best must be better.
ALIKE, CLEARLY = 600, 100
MOST_PROPOSED = 3
Settings = frozenset[Pair]


@dataclass(frozen=True)
class Match:
    """A policy that stands for a part, or may; `score` is the share of the part's settings, in thousandths."""

    part_ref: str
    policy_id: UUID
    basis: str
    score: int = WHOLE
    name: str = ""


@dataclass(frozen=True)
class Stock:
    """What is there in a tenant: policies by id, what they set of the settings in question, how many in all."""

    policies: Mapping[UUID, Any]
    held: Mapping[UUID, set[Pair]]
    counted: Mapping[UUID, int]

    def sets_exactly(self, policy_id: UUID) -> Settings | None:
        """Everything that a policy sets, as far as it sets nothing but what is in question."""
        found = self.held.get(policy_id, set())
        return frozenset(found) if found and len(found) == self.counted.get(policy_id) else None


@dataclass(frozen=True)
class Decided:
    """What stands already: policies that stand for a part, and pairs that somebody refused."""

    taken: Mapping[UUID, str]
    refused: frozenset[tuple[str, UUID]]

    @classmethod
    def load(cls, scope: Scope, holding: Effective) -> Decided:
        """As the database has it."""
        rows = match_queries.decided(scope, holding)
        return cls(
            {row.policy_id: row.part_ref for row in rows if row.state == "confirmed"},
            frozenset((row.part_ref, row.policy_id) for row in rows if row.state == "rejected"),
        )

    def is_free(self, part_ref: str, policy_id: UUID) -> bool:
        """Whether the policy may become this part."""
        return policy_id not in self.taken and (part_ref, policy_id) not in self.refused


def by_identity(scope: Scope, holding: Effective) -> None:
    """Confirm the policies that parts were taken from, in the tenant that they were taken from."""
    match_queries.forget_stale(scope, holding)
    found = match_queries.identical(scope, holding)
    write(scope, holding, [Match(row.part_ref, row.policy_id, "identity") for row in found], "confirmed")


def by_settings(
    parts: Iterable[Any], wanted: Mapping[str, Settings], stock: Stock, decided: Decided
) -> tuple[Match, ...]:
    """The parts whose settings exactly one policy of their family has, and which no other part has."""
    policies: dict[tuple[str, Settings], list[Any]] = defaultdict(list)
    for one in stock.policies.values():
        sets = stock.sets_exactly(one.id)
        if sets is not None and one.rules_version == RULES_VERSION:
            policies[one.family, sets].append(one)
    alike: dict[tuple[str, Settings], list[Any]] = defaultdict(list)
    for part in parts:
        if wanted.get(part.part_ref):
            alike[part.family, wanted[part.part_ref]].append(part)
    found = []
    for key, same in alike.items():
        for part in same if len(same) == 1 else ():
            fitting = [one for one in policies[key] if _fits(part, one) and decided.is_free(part.part_ref, one.id)]
            if len(fitting) == 1:
                found.append(Match(part.part_ref, fitting[0].id, "settings", WHOLE, fitting[0].name))
    return tuple(found)


def proposals(part: Any, wanted: Settings, stock: Stock, decided: Decided) -> tuple[Match, ...]:
    """The policies that may be this part under another name, the likeliest first; several where none is clearly it."""
    keys = {key for key, _ in wanted}
    scored = []
    for policy_id, pairs in stock.held.items():
        one = stock.policies.get(policy_id)
        if one is None or one.family != part.family or not _fits(part, one):
            continue
        score = len(keys & {key for key, _ in pairs}) * WHOLE // len(keys)
        if score >= ALIKE and decided.is_free(part.part_ref, policy_id):
            scored.append((score, len(pairs & wanted), str(policy_id), one))
    scored.sort(reverse=True)
    near = [one for one in scored if one[0] > scored[0][0] - CLEARLY]
    if len(near) > 1 and near[0][1] > 2 * near[1][1]:
        near = near[:1]
    return tuple(
        Match(
            part.part_ref, one.id, "settings" if stock.sets_exactly(one.id) == wanted else "likeness", score, one.name
        )
        for score, _, _, one in near[:MOST_PROPOSED]
    )


def _fits(part: Any, policy: Any) -> bool:
    return "" in (part.platform, policy.platform) or part.platform == policy.platform


def write(scope: Scope, holding: Effective, found: Sequence[Match], state: str) -> None:
    """Write matches down as found by a compare."""
    moment = now()
    match_queries.write(
        scope,
        [
            {"workspace_id": scope.workspace_id, "id": new_id(), "public_id": new_public_id("mch"),
             "tenant_id": holding.tenant_id, "baseline_id": holding.baseline_id, "part_ref": one.part_ref,
             "policy_id": one.policy_id, "state": state, "basis": one.basis, "score": one.score, "name": one.name,
             "decided_at": moment}
            for one in found
        ],
    )  # fmt: skip
