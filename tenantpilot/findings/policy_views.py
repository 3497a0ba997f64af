"""What pages show of the rules for findings: codes, numbers, days and times of day as text, never sentences."""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class RulesHead:
    """What stands above each tab. `version` 0 are the product's own rules; it goes back with a change.

    `made_at` and `made_by` are empty for version 0.
    """

    kind: str
    version: int
    made_at: str
    made_by: str
    reason: str
    may_change: bool


@view
class TargetRow:
    """Hours until a finding of a tenant of this tier is due, by severity; 0: no date."""

    tier: str
    critical: int
    high: int
    medium: int
    low: int


@view
class HoursSpan:
    """Working hours from one time of day to another ("08:00", at most "24:00")."""

    start: str
    end: str


@view
class WorkingDay:
    """A day of the week, 0 for Monday."""

    weekday: int
    spans: tuple[HoursSpan, ...]


@view
class ClockRule:
    """What a move does to the clock, a value of sla.Effect: go_on, pause, take_back, stop_met, stop, restart …"""

    move: str
    effect: str


@view
class SlaPage:
    """Service levels. `hours` is always or working; `open_findings` get other dates when the rules change."""

    head: RulesHead
    targets: tuple[TargetRow, ...]
    hours: str
    zone: str
    week: tuple[WorkingDay, ...]
    holidays: tuple[str, ...]
    approach_percent: int
    flap_hours: int
    clock_rules: tuple[ClockRule, ...]
    zones: tuple[str, ...]
    open_findings: int


@view
class SeverityRuleRow:
    """A rule: empty kind, family or path fits any. `position` counts from 1, the first that fits decides."""

    position: int
    severity: str
    kind: str
    family: str
    path: str


@view
class SeverityPage:
    """The workspace's own rules, and the product's own that come after them."""

    head: RulesHead
    rules: tuple[SeverityRuleRow, ...]
    own: tuple[SeverityRuleRow, ...]
    kinds: tuple[str, ...]
    families: tuple[str, ...]
    open_findings: int


@view
class LongestRow:
    """For how many days a risk of this severity may be accepted, and whether a second person must approve."""

    severity: str
    days: int
    needs_second: bool


@view
class ExceptionRulesPage:
    """What acceptances are held to. `never_families` are families of which no risk may be accepted."""

    head: RulesHead
    longest: tuple[LongestRow, ...]
    reminder_days: tuple[int, ...]
    after_expiry: str
    never_families: tuple[str, ...]
    families: tuple[str, ...]


@view
class RuleChange:
    """One value that a version changed: where it stands ("targets.gold.critical"), what it was and is; empty: nothing.

    Values are plain data; lists are given as JSON.
    """

    path: str
    before: str
    after: str


@view
class RulesVersion:
    """A version of the rules: who made it, when, why, and what it changed of the one before."""

    version: int
    made_at: str
    person_ref: str
    made_by: str
    reason: str
    changes: tuple[RuleChange, ...]


@view
class RulesHistory:
    """Versions, newest first; `cursor` fetches earlier ones."""

    versions: tuple[RulesVersion, ...]
    cursor: str
    has_more: bool


@view
class RulesChanged:
    """A new version is in force; `run_href` leads to the operation, if any, that brings open findings in line."""

    version: int
    run_ref: str
    run_href: str
