"""Baselines that want different values for one setting in one tenant: the smaller priority wins, equals contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenantpilot.baselines import conflict_queries as queries
from tenantpilot.baselines import setting_queries
from tenantpilot.baselines.judging import Judged
from tenantpilot.baselines.noise import is_ignored
from tenantpilot.baselines.settings import settings_of
from tenantpilot.baselines.verdicts import pinned
from tenantpilot.inventory import ingest_queries
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope

_MOST_TOLD = 20
_OVERRIDDEN = frozenset({"match", "different", "covered", "missing"})


@dataclass(frozen=True)
class Demand:
    """A value that a part wants for a setting; `path` is where it stands in the part."""

    judged: Judged
    part: Any
    setting: str
    value: str
    path: str


def settle(scope: Scope, judged: Sequence[Judged]) -> None:
    """Make verdicts of what baselines want against each other."""
    if len(judged) < 2:
        return
    for held in judged:
        wanted = {part.content_digest: part.family for part in held.parts}
        setting_queries.ensure(scope, wanted)
    demands = _demands(scope, judged)
    for setting, found in sorted(demands.items()):
        _settle_one(setting, found)


def _demands(scope: Scope, judged: Sequence[Judged]) -> dict[str, list[Demand]]:
    """Setting → who wants what, where more than one version says something of it."""
    by_version = {held.holding.version_id: held for held in judged}
    asked = [
        (by_version[row.version_id], row.part_ref)
        for row in queries.disputed(scope, [version for version in by_version if version is not None])
    ]
    parts = {id(held): {part.part_ref: part for part in held.parts} for held in judged}
    chosen = [(held, parts[id(held)][ref]) for held, ref in asked if ref in held.expected]
    texts = ingest_queries.contents(scope, {held.expected[part.part_ref].content for held, part in chosen})
    found: dict[str, list[Demand]] = defaultdict(list)
    for held, part in chosen:
        for one in settings_of(texts[held.expected[part.part_ref].content], contracts()[part.family]):
            if not one.is_many and not is_ignored(held.expecting.rules, one.path, part.family):
                found[one.key].append(Demand(held, part, one.key, one.value_digest, one.path))
    return found


def _settle_one(setting: str, demands: Sequence[Demand]) -> None:
    by_baseline: dict[int, list[Demand]] = defaultdict(list)
    for one in demands:
        by_baseline[id(one.judged)].append(one)
    sides = sorted(
        by_baseline.values(), key=lambda side: (side[0].judged.holding.priority, side[0].judged.holding.baseline_ref)
    )
    for at, side in enumerate(sides):
        for other in sides[at + 1 :]:
            if {one.value for one in side} & {one.value for one in other}:
                continue  # a value that both can live with
            if side[0].judged.holding.priority == other[0].judged.holding.priority:
                _contradict(setting, side, other)
                _contradict(setting, other, side)
            else:
                _overrule(other)


def _contradict(setting: str, side: Sequence[Demand], other: Sequence[Demand]) -> None:
    for one in side:
        verdict = one.judged.verdicts.get(one.part.part_ref)
        if verdict is None or verdict.result not in (*_OVERRIDDEN, "conflict"):
            continue
        told: list[Mapping[str, Any]] = verdict.detail.setdefault("demands", [])
        for against in other:
            _tell(told, setting, against)
        if verdict.result != "conflict":
            verdict.detail["besides"] = verdict.result
            verdict.becomes("conflict", "equal_priority")
        verdict.detail["pin"] = pinned(
            "conflict", one.value, *sorted(against.value for against in other), str(verdict.detail.get("pin", ""))
        )


def _tell(told: list[Any], setting: str, against: Demand) -> None:
    holding = against.judged.holding
    said = next(
        (one for one in told if (one["baseline"], one["part"]) == (holding.baseline_ref, against.part.part_ref)), None
    )
    if said is None:
        said = {"baseline": holding.baseline_ref, "part": against.part.part_ref, "priority": holding.priority,
                "settings": []}  # fmt: skip
        told.append(said)
    if setting not in said["settings"] and len(said["settings"]) < _MOST_TOLD:
        said["settings"].append(setting)


def _overrule(side: Sequence[Demand]) -> None:
    """What a weightier baseline wants otherwise is no difference from this one."""
    for one in side:
        verdict = one.judged.verdicts.get(one.part.part_ref)
        if verdict is None:
            continue
        overruled = verdict.detail.setdefault("overruled", [])
        if one.path not in overruled:
            overruled.append(one.path)
        if verdict.result != "different":
            continue
        paths = [path for _, path in verdict.detail.get("paths", ())]
        if verdict.differences == len(paths) and all(_is_within(path, overruled) for path in paths):
            verdict.becomes("match", "overruled")
            verdict.differences = 0


def _is_within(path: str, places: Sequence[str]) -> bool:
    return any(path == place or path.startswith((f"{place}.", f"{place}[")) for place in places)
