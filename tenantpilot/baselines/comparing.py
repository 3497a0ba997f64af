"""A tenant compared with every baseline that holds in it, in one transaction: results, sums, findings.

Where nothing changed that results follow from, they stay as they are and only their date moves on.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tenantpilot.baselines import compare_queries as queries
from tenantpilot.baselines import result_queries, settings
from tenantpilot.baselines.conflicts import settle
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.baselines.judging import NOTHING_TO_MATCH, Judge, Judged, Reading
from tenantpilot.baselines.observations import tell
from tenantpilot.baselines.tables import Comparison
from tenantpilot.baselines.verdicts import COLUMNS, Verdict
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_id, new_public_id
from tenantpilot.store.scope import Scope

# Nothing was read completely: whatever stands is newer than what is known.
_NEVER = datetime.min.replace(tzinfo=UTC)
# Grows when the same things are judged otherwise.
VERSION = 1


@dataclass(frozen=True)
class Compared:
    """What came of comparing a tenant. `unread` counts families of its baselines that were not read completely."""

    tenant_ref: str
    baselines: int = 0
    gone: int = 0
    families: int = 0
    unread: int = 0
    opened: int = 0
    reopened: int = 0
    verified: int = 0


@dataclass(frozen=True)
class _Told:
    """One baseline's results, however they came to be."""

    holding: Effective
    rows: Sequence[Any]
    ignored: Sequence[tuple[str, str]]
    undecided: frozenset[str]
    families: frozenset[str]


def compare_tenant(scope: Scope, run_id: UUID, holdings: Sequence[Effective]) -> Compared:
    """Compare a tenant with the baselines that hold in it; those that were deleted meanwhile are left out.

    `holdings` are all of one tenant. Only one compare of a tenant is written down at a time.
    """
    tenant_id, tenant_ref = holdings[0].tenant_id, holdings[0].tenant_ref
    queries.hold(scope, tenant_id)
    alive = queries.alive(scope, {one.baseline_id for one in holdings})
    # Asked again now that nobody can change it before the commit: an assignment may have ended, a ring gone on.
    held = [one for one in effective(scope, [tenant_id]) if one.baseline_id in alive and one.version_id is not None]
    if not held:
        return Compared(tenant_ref, gone=len(holdings) - len(alive))
    work = _Work(scope, run_id, tenant_id, held)
    told = work.unchanged() or work.anew()
    return work.written(told, tenant_ref, len(holdings) - len(alive))


class _Work:
    """One tenant's compare."""

    def __init__(self, scope: Scope, run_id: UUID, tenant_id: UUID, held: Sequence[Effective]) -> None:
        self.scope, self.run_id, self.tenant_id, self.held = scope, run_id, tenant_id, held
        self.at = now()
        self.reading = Reading(scope, tenant_id)
        self.standing = queries.current(scope, tenant_id)
        self.families = queries.families_of(scope, [one.version_id for one in held if one.version_id])

    def _inputs(self) -> str:
        """A digest of everything that the results follow from."""
        held = [[one.version_ref, one.priority] for one in self.held]
        said = [VERSION, settings.VERSION, RULES_VERSION, held, *queries.standing(self.scope, self.tenant_id)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def unchanged(self) -> list[_Told]:
        """What stands already, when it follows from the same as it would now."""
        inputs = self._inputs()
        current = [(one, self.standing[one.baseline_id]) for one in self.held if one.baseline_id in self.standing]
        if len(current) < len(self.held) or any(row.inputs_digest != inputs for _, row in current):
            return []
        for holding, row in current:
            result_queries.confirm(self.scope, row.id, self.run_id, self.at, self._oldest(holding))
        return [self._told(one, result_queries.spoken_of(self.scope, row.id)) for one, row in current]

    def anew(self) -> list[_Told]:
        """Everything judged anew."""
        judges = [
            Judge(self.scope, self.reading, one, one.version_id) for one in self.held if one.version_id is not None
        ]
        judged = [judge.judge() for judge in judges]
        settle(self.scope, judged)
        versions = [one.version_id for one in self.held if one.version_id is not None]
        claimed = queries.claimed(self.scope, self.tenant_id, versions)
        for judge, one in zip(judges, judged, strict=True):
            one.unexpected = judge.unexpected(claimed)
        inputs = self._inputs()
        return [self._write(one, inputs) for one in judged]

    def _write(self, judged: Judged, inputs: str) -> _Told:
        holding = judged.holding
        result_queries.replace(self.scope, self.tenant_id, holding.baseline_id)
        verdicts = [*judged.verdicts.values(), *judged.unexpected]
        comparison = self._comparison(judged, verdicts, inputs)
        self.scope.add(comparison)
        base = {"workspace_id": self.scope.workspace_id, "tenant_id": self.tenant_id, "comparison_id": comparison.id}
        rows = [{**one.row(base), "id": new_id(), "public_id": new_public_id("crs")} for one in verdicts]
        result_queries.write(self.scope, rows)
        return self._told(holding, rows)

    def _comparison(self, judged: Judged, verdicts: Sequence[Verdict], inputs: str) -> Comparison:
        holding = judged.holding
        counts = Counter(one.result for one in verdicts)
        fidelity = Counter(one.fidelity for one in verdicts)
        families = self.families[holding.version_id]
        read = families & self.reading.read
        made = Comparison(
            workspace_id=self.scope.workspace_id,
            tenant_id=self.tenant_id,
            baseline_id=holding.baseline_id,
            version_id=judged.version_id,
            run_id=self.run_id,
            compared_at=self.at,
            oldest_at=self._oldest(holding),
            coverage_state="complete" if read == families else "incomplete",
            families=len(families),
            families_read=len(read),
            by_settings=fidelity["settings"],
            without_references=fidelity["references"],
            inputs_digest=inputs,
        )
        for result, column in COLUMNS.items():
            setattr(made, column, counts[result])
        return made

    def _told(self, holding: Effective, rows: Sequence[Any]) -> _Told:
        rules = queries.rules(self.scope, holding.version_id) if holding.version_id else ()
        return _Told(
            holding, rows, [(one.family, one.path) for one in rules], self._undecided(holding, rows),
            self.families[holding.version_id],
        )  # fmt: skip

    def _undecided(self, holding: Effective, rows: Sequence[Any]) -> frozenset[str]:
        """Policies of which nobody can say whether they are expected."""
        unclear = self.families[holding.version_id] - self.reading.read
        unclear |= {row["family"] for row in rows if row["reason_code"] == NOTHING_TO_MATCH}
        return queries.undecided(self.scope, holding, unclear)

    def _oldest(self, holding: Effective) -> datetime | None:
        """The oldest complete reading that the verdicts rest on."""
        read = self.families[holding.version_id] & self.reading.read
        return min((self.reading.read_at(family) for family in read), default=None)

    def written(self, told: Sequence[_Told], tenant_ref: str, gone: int) -> Compared:
        """Sums, log and findings; in this order, because findings lock what people wait for."""
        result_queries.recount(self.scope, self.tenant_id, self.at)
        families = frozenset().union(*(one.families for one in told))
        numbers = Counter[str]()
        for one in told:
            observed_at = self._oldest(one.holding) or _NEVER
            found = tell(self.scope, one.holding, one.rows, one.ignored, one.undecided, observed_at)
            numbers.update(opened=found.opened, reopened=found.reopened, verified=found.verified)
        return Compared(
            tenant_ref, len(told), gone, len(families), len(families - self.reading.read), **numbers
        )  # fmt: skip
