"""What a version expects in one tenant: parts with the tenant's values and its own objects in the place of others'.

What stands for an object that nobody mapped is unknown, and unknown is never a difference.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tenantpilot.baselines import compare_queries as queries
from tenantpilot.baselines import places, setting_queries
from tenantpilot.baselines.noise import Ignored
from tenantpilot.baselines.referring import is_everywhere, swapped
from tenantpilot.inventory import canonical, ingest_queries
from tenantpilot.inventory.canonical import UNREADABLE
from tenantpilot.inventory.shape import shape
from tenantpilot.kernel.clock import now
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope

_OWN_DIGEST = b"expected in a tenant\0"


@dataclass(frozen=True)
class Expected:
    """What is expected of one part, as digests of kept contents.

    `unmapped` are objects of the source tenant (kind and id) that nobody mapped to this tenant's. `unfilled` are places
    of variables whose value cannot stand there.
    """

    content: str
    assignments: str
    unmapped: tuple[tuple[str, str], ...] = ()
    unmapped_targets: tuple[tuple[str, str], ...] = ()
    unfilled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variable:
    """A place of a part that the tenant fills, and with what."""

    path: str
    name: str
    value: str


@dataclass(frozen=True)
class _Task:
    """A content to be written in a tenant's words."""

    digest: str
    contract: Contract
    mapped: dict[tuple[str, str], Any]
    variables: tuple[Variable, ...] = ()


@dataclass(frozen=True)
class _Made:
    """A content in a tenant's words."""

    digest: str
    text: str
    unfilled: tuple[str, ...] = ()


class Expecting:
    """A version as one tenant is held against it."""

    def __init__(self, scope: Scope, tenant_id: UUID, version_id: UUID) -> None:
        self.scope = scope
        self.rules = tuple(Ignored(row.family, row.path) for row in queries.rules(scope, version_id))
        given = queries.values_of(scope, tenant_id)
        values = {row.name: row.value for row in given if row.kind == "value"}
        self.objects = {row.name: row.value for row in given if row.kind == "reference" and row.value}
        self.variables: dict[str, list[Variable]] = defaultdict(list)
        for row in queries.variables(scope, version_id):
            told = values.get(row.name, row.default_value)
            if told:
                self.variables[row.part_ref].append(Variable(row.path, row.name, told))

    def of(self, parts: Sequence[Any]) -> dict[str, Expected]:
        """What is expected of these parts (rows of `compare_queries.parts`)."""
        foreign = [part for part in parts if not part.is_source]
        wanted = {part.content_digest: part.family for part in foreign}
        targets = {part.assignments_digest: part.family for part in foreign if part.assignments == "compare"}
        setting_queries.ensure(self.scope, targets | wanted)
        pointed = setting_queries.references_of(self.scope, [*wanted, *targets])
        made = _Making(self.scope)
        for part in parts:
            contract = contracts().get(part.family)
            if contract is not None:
                self._plan(made, part, contract, pointed if not part.is_source else {})
        return made.done(parts)

    def _plan(self, made: _Making, part: Any, contract: Contract, pointed: dict[str, tuple[Any, ...]]) -> None:
        variables = tuple(self.variables.get(part.part_ref, ()))
        for is_target, digest in ((False, part.content_digest), (True, part.assignments_digest)):
            told = {one: self._here(*one) for one in pointed.get(digest, ())}
            filled = () if is_target else variables
            if filled or any(here != ref for (_, ref), here in told.items()):
                made.plan(part.part_ref, is_target, _Task(digest, contract, told, filled))

    def _here(self, kind: str, ref: str) -> Any:
        """The tenant's own id for another tenant's object, or the mark for what nobody knows."""
        return self.objects.get(f"{kind}:{ref}") or _unknown(ref)


class _Making:
    """Contents that are written anew, each once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.tasks: dict[tuple[str, bool], _Task] = {}

    def plan(self, part_ref: str, is_target: bool, task: _Task) -> None:
        self.tasks[part_ref, is_target] = task

    def done(self, parts: Iterable[Any]) -> dict[str, Expected]:
        texts = ingest_queries.contents(self.scope, {task.digest for task in self.tasks.values()})
        known: dict[Any, _Made] = {}
        for task in self.tasks.values():
            key = _same(task)
            if key not in known:
                known[key] = _rewritten(task, texts[task.digest])
        ingest_queries.keep(self.scope, ((one.digest, one.text) for one in known.values()), now())
        return {part.part_ref: self._expected(part, known) for part in parts}

    def _expected(self, part: Any, known: dict[Any, _Made]) -> Expected:
        content, targets = self.tasks.get((part.part_ref, False)), self.tasks.get((part.part_ref, True))
        return Expected(
            content=known[_same(content)].digest if content else part.content_digest,
            assignments=known[_same(targets)].digest if targets else part.assignments_digest,
            unmapped=_unmapped(content),
            unmapped_targets=_unmapped(targets),
            unfilled=known[_same(content)].unfilled if content else (),
        )


def _unknown(ref: str) -> dict[str, str]:
    """What stands for an object that nobody mapped; two of them are two."""
    return {UNREADABLE: "unmapped", "$of": ref}


def _same(task: _Task) -> Any:
    """What makes two tasks one."""
    told = sorted((*one, here if isinstance(here, str) else "") for one, here in task.mapped.items())
    return task.digest, task.contract.family, tuple(told), task.variables


def _unmapped(task: _Task | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(one for one, here in task.mapped.items() if not isinstance(here, str))) if task else ()


def _rewritten(task: _Task, content: str) -> _Made:
    unfilled = []
    for variable in task.variables:
        put = _put(content, variable)
        if put is None:
            unfilled.append(variable.path)
        else:
            content = put
    value = json.loads(content)
    if task.mapped:
        value = swapped(value, task.contract, lambda kind, ref: _told(task, kind, ref))
    ordered = canonical.written(_in_order(value, task.contract))
    return _Made(_digest(ordered, has_unknown=bool(_unmapped(task))), ordered.decode(), tuple(unfilled))


def _put(content: str, variable: Variable) -> str | None:
    try:
        return places.put(content, variable.path, variable.value)
    except places.ValueRefusedError:
        return None


def _told(task: _Task, kind: str, ref: str) -> Any:
    return ref if is_everywhere(kind, ref) else task.mapped.get((kind, ref), ref)


def _in_order(value: Any, contract: Contract) -> Any:
    """The order in which the rules write lists that are sets: it follows from what stands in them."""
    if isinstance(value, list):
        key = contract.assignments_in
        return shape({key: value}, contract, {})[0].get(key, value)
    return shape(value, contract, {})[0]


def _digest(content: bytes, *, has_unknown: bool) -> str:
    """What has unknown places is found under a digest of its own: by its meaning it would pass for another content."""
    if has_unknown:
        return hashlib.sha256(_OWN_DIGEST + content).hexdigest()
    return canonical.digest_of(content)
