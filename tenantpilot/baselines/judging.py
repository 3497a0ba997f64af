"""One tenant held against one version: digests first, properties only where they differ, and unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from tenantpilot.baselines import compare_queries as queries
from tenantpilot.baselines import covering, looking, match_queries, matching, setting_queries
from tenantpilot.baselines.effective import Effective
from tenantpilot.baselines.expected import Expected, Expecting
from tenantpilot.baselines.looking import SAME, Look, Pair, looked
from tenantpilot.baselines.matching import Decided, Match, Settings, Stock
from tenantpilot.baselines.noise import Ignored, is_ignored
from tenantpilot.baselines.settings import about
from tenantpilot.baselines.verdicts import Policy, Verdict, first, who_changed
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope

NOTHING_TO_MATCH = "nothing_to_match"


class Reading:
    """What is known of a tenant now; shared by all baselines that hold in it."""

    def __init__(self, scope: Scope, tenant_id: UUID) -> None:
        self.scope, self.tenant_id = scope, tenant_id
        self.coverage = queries.coverage(scope, tenant_id)
        self.read = {family for family, row in self.coverage.items() if row.state == "read"}

    @cached_property
    def policies(self) -> dict[UUID, Policy]:
        """What is there, by id."""
        return {row.id: Policy(*row) for row in queries.policies(self.scope, self.tenant_id)}

    @cached_property
    def counted(self) -> dict[UUID, int]:
        """How many settings each policy has; their settings are found by this."""
        wanted = {one.content_digest: one.family for one in self.policies.values()}
        setting_queries.ensure(self.scope, wanted)
        return setting_queries.counted(self.scope, self.tenant_id)

    def stock(self, settings: Iterable[Settings]) -> Stock:
        """What of these settings is there."""
        counted = self.counted
        keys = {key for some in settings for key, _ in some}
        return Stock(self.policies, setting_queries.held(self.scope, self.tenant_id, keys), counted)

    def why_not(self, family: str) -> str:
        """Why a family cannot be judged, nothing when it can."""
        if family in self.read:
            return ""
        return self.coverage[family].state if family in self.coverage else "never"

    def read_at(self, family: str) -> Any:
        """The family's last complete reading, None without one."""
        return self.coverage[family].complete_at if family in self.coverage else None


@dataclass(frozen=True)
class Standing:
    """A policy that stands for a part. `name` is what it may be called, where it has a name of its own."""

    part: Any
    policy: Policy
    basis: str
    name: str = ""

    @property
    def has_own_name(self) -> bool:
        """Whether the policy is known by what it is, not by where it came from: then names are no matter."""
        return self.basis != "identity" or not self.part.is_source


@dataclass
class Judged:
    """What one baseline's compare came to, before it is written down."""

    holding: Effective
    version_id: UUID
    parts: Sequence[Any]
    expecting: Expecting
    expected: Mapping[str, Expected]
    verdicts: dict[str, Verdict]
    unexpected: list[Verdict] = field(default_factory=list)


class Judge:
    """Works through one baseline in one tenant."""

    def __init__(self, scope: Scope, reading: Reading, holding: Effective, version_id: UUID) -> None:
        self.scope, self.reading, self.holding, self.version_id = scope, reading, holding, version_id
        matching.by_identity(scope, holding)
        self.parts = sorted(queries.parts(scope, holding.tenant_id, holding), key=lambda part: part.part_ref)
        self.expecting = Expecting(scope, holding.tenant_id, version_id)
        self.verdicts: dict[str, Verdict] = {}
        self.covered: list[tuple[Settings, set[UUID]]] = []

    def judge(self) -> Judged:
        """All parts; policies that no part expects come later, when every baseline has found its own."""
        readable = [part for part in self.parts if not self._refused(part)]
        self.expected = self.expecting.of(readable)
        standing = [found for part in readable if (found := _standing(part)) is not None]
        open_parts = [part for part in readable if part.policy_id is None or part.is_ghost]
        self.wanted, stock = self._sought(open_parts)
        self.decided = Decided.load(self.scope, self.holding) if open_parts else Decided({}, frozenset())
        if stock is not None:
            standing += self._found_by_settings(open_parts, stock)
        self._compare(standing)
        self._seek(open_parts, standing)
        return Judged(self.holding, self.version_id, self.parts, self.expecting, self.expected, self.verdicts)

    def _refused(self, part: Any) -> bool:
        """Whether nothing can be said of the part; then that is said."""
        why = self.reading.why_not(part.family)
        stale = part.rules_version != RULES_VERSION
        if part.policy_id is not None and not part.is_ghost:
            stale = stale or part.observed_rules != RULES_VERSION
        if not why and not stale:
            return False
        self._say(part, "not_comparable", why or "rules_changed", policy_id=part.policy_id, basis=part.basis or "")
        return True

    def _say(self, part: Any, result: str, reason: str = "", **more: Any) -> Verdict:
        told = {"severity": part.severity} if part.severity else {}
        told |= {"before": part.policy_ref} if part.is_ghost else {}
        made = Verdict(
            part.part_ref, part.family, part.name, result, reason,
            read_at=self.reading.read_at(part.family), detail=told, **more,
        )  # fmt: skip
        self.verdicts[part.part_ref] = made
        return made

    def _sought(self, parts: Sequence[Any]) -> tuple[dict[str, Settings], Stock | None]:
        """What is to be found again by its settings, and where."""
        if not parts:
            return {}, None
        digests = {part.part_ref: self.expected[part.part_ref].content for part in parts}
        families = {digests[part.part_ref]: part.family for part in parts}
        setting_queries.ensure(self.scope, families)
        known = setting_queries.of_contents(self.scope, families)
        wanted = {ref: known.get(digest, frozenset()) for ref, digest in digests.items()}
        return wanted, self.reading.stock(wanted.values())

    def _found_by_settings(self, parts: Sequence[Any], stock: Stock) -> list[Standing]:
        new = [part for part in parts if part.policy_id is None]
        found = matching.by_settings(new, self.wanted, stock, self.decided)
        matching.write(self.scope, self.holding, found, "confirmed")
        self.decided = Decided(
            {**self.decided.taken, **{one.policy_id: one.part_ref for one in found}}, self.decided.refused
        )
        by_ref = {part.part_ref: part for part in new}
        return [
            Standing(by_ref[one.part_ref], self.reading.policies[one.policy_id], one.basis, one.name) for one in found
        ]

    def _compare(self, standing: Sequence[Standing]) -> None:
        pairs = {one.part.part_ref: self._pairs(one) for one in standing}
        looks = looked(self.scope, [pair for both in pairs.values() for pair in both if pair is not None])
        for one in standing:
            content, targets = pairs[one.part.part_ref]
            self._verdict(one, looks.get(content, SAME), looks.get(targets, SAME) if targets else SAME)

    def _pairs(self, one: Standing) -> tuple[Pair, Pair | None]:
        told, family = self.expected[one.part.part_ref], one.part.family
        content = Pair(told.content, one.policy.content_digest, family, self._rules(one, told), not one.part.is_source)
        if not _is_assigned(one):
            return content, None
        return content, Pair(told.assignments, one.policy.assignments_digest, family, is_target=True)

    def _rules(self, one: Standing, told: Expected) -> tuple[Ignored, ...]:
        unfilled = tuple(Ignored(one.part.family, path) for path in told.unfilled)
        named = looking.about_rules(one.part.family, _name_property(one.part.family)) if one.has_own_name else ()
        return (*self.expecting.rules, *unfilled, *named)

    def _verdict(self, one: Standing, content: Look, targets: Look) -> None:
        told, policy = self.expected[one.part.part_ref], one.policy
        paths = list(content.paths)
        if self._is_renamed(one):
            paths.append(("changed", _name_property(policy.family)))
        differences = content.differences + targets.differences + len(paths) - len(content.paths)
        reason = "" if differences or policy.assigned != "unknown" or not _is_assigned(one) else "assignments_unknown"
        found = self._say(
            one.part, "different" if differences else "not_comparable" if reason else "match", reason,
            basis=one.basis, fidelity=_fidelity(one, told), policy_id=policy.id, differences=differences,
            expected=told.content, observed=policy.content_digest,
            expected_assignments=told.assignments if _is_assigned(one) else "",
            observed_assignments=policy.assignments_digest if _is_assigned(one) else "",
        )  # fmt: skip
        more = {
            "paths": first(paths), "assignments": targets.differences, "ignored": content.ignored,
            "accepted_name": one.name if len(paths) > len(content.paths) else "",
            "unmapped": [*map(list, told.unmapped), *map(list, told.unmapped_targets)], "unfilled": list(told.unfilled),
        }  # fmt: skip
        found.detail |= {name: value for name, value in more.items() if value}
        found.detail |= {"pin": policy.pin, "ref": policy.public_id, **who_changed(policy)} if differences else {}

    def _is_renamed(self, one: Standing) -> bool:
        """Whether a policy that was accepted under one name has another now."""
        if not one.has_own_name or not one.name or one.name == one.policy.name:
            return False
        return not is_ignored(self.expecting.rules, _name_property(one.part.family), one.part.family)

    def _seek(self, open_parts: Sequence[Any], standing: Sequence[Standing]) -> None:
        """What is not there, or not as it should be, may be there in other policies."""
        left = [part for part in open_parts if part.part_ref not in self.verdicts]
        reduced = [one for one in standing if self._is_reduced(one)]
        parts = [*left, *(one.part for one in reduced)]
        proposed: list[Match] = []
        if parts:
            self.wanted, stock = self._sought(parts)
            assert stock is not None  # noqa: S101 - there are parts
            fits = _Fits(self, parts, stock)
            for part in left:
                proposed += self._absent(part, stock, fits)
            for one in reduced:
                self._scattered(one, stock, fits)
            self.stock: Stock | None = stock
        else:
            self.stock = None
        matching.write(self.scope, self.holding, proposed, "proposed")
        kept = [(one.part_ref, one.policy_id) for one in proposed]
        match_queries.keep_proposals(self.scope, self.holding, kept)
        self.proposed = {one.policy_id for one in proposed}

    def _is_reduced(self, one: Standing) -> bool:
        """Whether a policy differs in what it sets alone, so that others may set the rest."""
        found = self.verdicts[one.part.part_ref]
        if found.result != "different" or found.detail.get("assignments") or found.detail.get("accepted_name"):
            return False
        named = about(contracts()[one.part.family])
        paths = [path for _, path in found.detail.get("paths", ())]
        return found.differences == len(paths) and not any(_root(path) in named for path in paths)

    def _scattered(self, one: Standing, stock: Stock, fits: _Fits) -> None:
        wanted = self.wanted[one.part.part_ref]
        own = stock.held.get(one.policy.id, set())
        if len(own) != stock.counted.get(one.policy.id, 0) or not own < wanted:
            return  # it sets something else as well
        found = covering.cover(one.part, wanted, stock, self.decided, self.reading.read, fits.of(one.part))
        if found is not None:
            self._covered(self.verdicts[one.part.part_ref], one.part, found)

    def _absent(self, part: Any, stock: Stock, fits: _Fits) -> tuple[Match, ...]:
        wanted, was_there = self.wanted[part.part_ref], part.policy_id is not None
        likely = matching.proposals(part, wanted, stock, self.decided) if wanted else ()
        found = covering.cover(part, wanted, stock, self.decided, self.reading.read, fits.of(part))
        told = self.expected[part.part_ref]
        made = self._say(part, "missing", "deleted" if was_there else "not_found", policy_id=part.policy_id,
                         basis=part.basis or "", expected=told.content,
                         expected_assignments=told.assignments if part.assignments == "compare" else "")  # fmt: skip
        if found is not None:
            self._covered(made, part, found)
        elif not was_there and likely:
            made.becomes("not_comparable", "match_unconfirmed")
        elif not was_there and not wanted and self._has_free(part):
            made.becomes("not_comparable", NOTHING_TO_MATCH)
        if likely:
            made.detail["proposals"] = len(likely)
        return likely

    def _covered(self, made: Verdict, part: Any, found: covering.Cover) -> None:
        if found.unread:
            made.becomes("not_comparable", self.reading.why_not(found.unread), unread=found.unread)
            return
        share = [[one.public_id, settings] for one, settings in found.policies]
        made.becomes("covered", found.reason, policies=share, settings=len(self.wanted[part.part_ref]))
        made.fidelity = "settings" if made.fidelity == "full" else made.fidelity
        made.detail["was_there"] = part.policy_id is not None
        self.covered.append((self.wanted[part.part_ref], {one.id for one, _ in found.policies}))

    def _has_free(self, part: Any) -> bool:
        """Whether a policy of the part's family stands for nothing yet: it may be the one."""
        return any(
            one.family == part.family and self.decided.is_free(part.part_ref, one.id)
            for one in self.reading.policies.values()
        )

    def unexpected(self, claimed: set[UUID]) -> list[Verdict]:
        """Policies of families that the version names everything of, and that no part of any baseline expects."""
        families = queries.exhaustive(self.scope, self.version_id) & self.reading.read
        # Where a part cannot be known again by what it sets, any policy that stands for nothing may be it.
        families -= {one.family for one in self.verdicts.values() if one.reason == NOTHING_TO_MATCH}
        if not families:
            return []
        return [
            self._extra(one)
            for one in self.reading.policies.values()
            if one.family in families and one.id not in claimed and one.id not in self.proposed
            and not (self.stock and covering.explained(one.id, self.stock, self.covered))
        ]  # fmt: skip

    def _extra(self, one: Policy) -> Verdict:
        return Verdict(
            "", one.family, one.name, "unexpected", policy_id=one.id, observed=one.content_digest,
            observed_assignments=one.assignments_digest, read_at=self.reading.read_at(one.family),
            detail={"pin": one.pin, "ref": one.public_id, **who_changed(one)},
        )  # fmt: skip


class _Fits:
    """Whether policies apply to whom parts should apply: looked up together, asked one by one."""

    def __init__(self, judge: Judge, parts: Sequence[Any], stock: Stock) -> None:
        self.judge = judge
        pairs = [
            pair
            for part in parts
            if part.assignments == "compare"
            for policy_id, held in stock.held.items()
            if held & judge.wanted[part.part_ref] and policy_id in stock.policies
            and (pair := self._pair(part, stock.policies[policy_id])) is not None
        ]  # fmt: skip
        self.looks = looked(judge.scope, pairs)

    def _pair(self, part: Any, policy: Policy) -> Pair | None:
        if not contracts()[policy.family].has_assignments:
            return None
        told = self.judge.expected[part.part_ref]
        return Pair(told.assignments, policy.assignments_digest, part.family, is_target=True)

    def of(self, part: Any) -> covering.Fitting:
        """The question for one part."""

        def fits(policy: Policy) -> bool:
            if part.assignments != "compare":
                return True
            if policy.assigned == "unknown":
                return False
            pair = self._pair(part, policy)
            return pair is None or self.looks.get(pair, SAME).differences == 0

        return fits


def _standing(part: Any) -> Standing | None:
    if part.policy_id is None or part.is_ghost:
        return None
    policy = Policy(
        part.policy_id, part.policy_ref, part.family, part.policy_name, part.platform, part.observed_content,
        part.observed_assignments, part.observed_rules, part.assigned, part.changed_by, part.changed_by_kind,
        part.changed_at,
    )  # fmt: skip
    return Standing(part, policy, part.basis, part.accepted_name)


def _is_assigned(one: Standing) -> bool:
    """Whether to whom it applies is compared."""
    return one.part.assignments == "compare" and contracts()[one.part.family].has_assignments


def _name_property(family: str) -> str:
    return contracts()[family].name_property


def _root(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _fidelity(one: Standing, told: Expected) -> str:
    missing = told.unmapped or told.unfilled or (told.unmapped_targets and _is_assigned(one))
    return "references" if missing else "settings" if one.has_own_name else "full"
