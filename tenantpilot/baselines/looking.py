"""Two contents held against each other under a version's rules, once for good: contents and rules do not change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tenantpilot.baselines import compare_queries as queries
from tenantpilot.baselines.noise import Ignored, is_ignored
from tenantpilot.baselines.settings import neutral, parsed
from tenantpilot.baselines.tables import ComparedContent
from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.inventory import ingest_queries
from tenantpilot.inventory.diff import diff
from tenantpilot.inventory.targets import compare
from tenantpilot.kernel.ids import new_id
from tenantpilot.store.scope import Scope

MOST_PATHS = 50
_MOST_DIFFERENCES = 2000
_BATCH = 200
# Grows when contents are held against each other otherwise.
_VERSION = 1


@dataclass(frozen=True)
class Pair:
    """What is to be held against each other: two contents of settings, or (`is_target`) two lists of assignments.

    `is_foreign` says that what is expected comes from another tenant, whose secrets nobody can compare.
    """

    expected: str
    observed: str
    family: str
    rules: tuple[Ignored, ...] = ()
    is_foreign: bool = False
    is_target: bool = False

    @cached_property
    def under(self) -> str:
        """The digest of everything that decides beside the two contents."""
        said = sorted((one.family, one.path) for one in self.rules if one.family in ("*", self.family))
        kind = ["assignments"] if self.is_target else ["settings", self.is_foreign, said]
        return hashlib.sha256(json.dumps([_VERSION, *kind]).encode()).hexdigest()

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is kept under."""
        return self.expected, self.observed, self.under


@dataclass(frozen=True)
class Look:
    """What differs: how much, how much more the rules leave out, and the first places with the kind of difference."""

    differences: int = 0
    ignored: int = 0
    paths: tuple[tuple[str, str], ...] = ()


SAME = Look()


def looked(scope: Scope, pairs: Iterable[Pair]) -> dict[Pair, Look]:
    """What differs in each pair; what nobody held against each other before is now, and kept."""
    wanted = {pair for pair in pairs if pair.expected != pair.observed}
    found = queries.looked_at(scope, {pair.key for pair in wanted})
    new = {pair.key: pair for pair in wanted if pair.key not in found}
    made = _made(scope, sorted(new.values(), key=lambda pair: pair.key))
    known = {key: _look(row.differences, row.ignored, row.paths) for key, row in found.items()} | made
    return {pair: known[pair.key] for pair in wanted}


def _look(differences: int, ignored: int, paths: str) -> Look:
    return Look(differences, ignored, tuple((kind, path) for kind, path in json.loads(paths)))


def _made(scope: Scope, pairs: list[Pair]) -> dict[tuple[str, str, str], Look]:
    made: dict[tuple[str, str, str], Look] = {}
    for start in range(0, len(pairs), _BATCH):
        piece = pairs[start : start + _BATCH]
        texts = ingest_queries.contents(scope, {digest for pair in piece for digest in (pair.expected, pair.observed)})
        fresh = {pair.key: held_against(pair, texts) for pair in piece}
        _keep(scope, fresh)
        made |= fresh
    return made


def held_against(pair: Pair, texts: Mapping[str, str]) -> Look:
    """The look itself, at the texts of the contents."""
    before, after = texts[pair.expected], texts[pair.observed]
    if pair.is_target:
        return Look(len(compare(before, after)))
    if pair.is_foreign:
        before, after = _neutral(before), _neutral(after)
    found = diff(before, after, family=pair.family, limit=_MOST_DIFFERENCES)
    kept = [one for one in found.differences if not is_ignored(pair.rules, one.path, pair.family)]
    paths = tuple((one.kind, one.path) for one in kept[:MOST_PATHS])
    return Look(len(kept) + found.left_out, len(found.differences) - len(kept), paths)


def _neutral(content: str) -> str:
    return json.dumps(neutral(parsed(content)))


def _keep(scope: Scope, made: Mapping[tuple[str, str, str], Look]) -> None:
    rows = [
        {"workspace_id": scope.workspace_id, "id": new_id(), "expected_digest": expected, "observed_digest": observed,
         "rules_digest": under, "differences": look.differences, "ignored": look.ignored,
         "paths": json.dumps(look.paths)}
        for (expected, observed, under), look in made.items()
    ]  # fmt: skip
    bulk.insert(
        scope.session, ComparedContent, rows, unless="workspace_id, expected_digest, observed_digest, rules_digest"
    )


def about_rules(family: str, name_property: str) -> tuple[Ignored, ...]:
    """What is not compared where a policy may go by a name of its own."""
    return Ignored(family, name_property), Ignored(family, "description")
