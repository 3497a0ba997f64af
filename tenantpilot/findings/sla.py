"""The clock of a finding: by when it is to be dealt with. A pure function of its events, the rules and a tier (F2).

What each move does to the clock is the table EFFECTS. A *cycle* is one promise: it begins with a first sight, or with
a return that is new, and ends when the finding is closed. Nothing is counted along: the same events under the same
terms give the same clock, whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tenantpilot.findings.rule_bodies import SlaRules
from tenantpilot.findings.workflow import State
from tenantpilot.findings.working_time import ZERO, WorkingTime

OPENED, APPROACHING, BREACHED = "finding.opened", "finding.approaching", "finding.breached"
TOLD = (APPROACHING, BREACHED)


class Effect(StrEnum):
    """What happens to the clock."""

    START = "start"
    KEEP = "go_on"  # as it was: running or standing
    PAUSE = "pause"
    RESUME = "resume"
    TAKE_BACK = "take_back"  # the pause was not deserved: as if the clock had never stood
    MET = "stop_met"  # over, and kept if the clock had not run out before
    STOP = "stop"  # over without a verdict, unless it was breached before
    RESTART = "restart"
    RETURN = "restart_or_go_on"  # soon after the end the cycle goes on, later a new one begins
    BY_EXCEPTION = "by_exception"  # the acceptance says whether a new cycle begins or the old one goes on


EFFECTS: Mapping[str, Effect] = {
    "triage": Effect.KEEP,
    "start": Effect.KEEP,
    "stop": Effect.KEEP,
    "resolve": Effect.PAUSE,
    "refute": Effect.TAKE_BACK,
    "verify": Effect.MET,
    "disappear": Effect.MET,
    "reject": Effect.STOP,
    "merge": Effect.STOP,
    "dismiss": Effect.STOP,
    "retire": Effect.STOP,
    "reopen": Effect.RETURN,  # out of `resolved`, where a person takes a claim back: TAKE_BACK
    "recur": Effect.RETURN,
    "accept": Effect.PAUSE,
    "expire": Effect.BY_EXCEPTION,
    "revoke": Effect.BY_EXCEPTION,
    "exceed": Effect.RESTART,  # what stands there now is not what was accepted
}


@dataclass(frozen=True)
class Event:
    """What the clock looks at of an event. `severity` is set when it changed, `after_expiry` on acceptances."""

    name: str
    at: datetime
    move: str = ""
    from_status: str = ""
    severity: str = ""
    after_expiry: str = ""


@dataclass(frozen=True)
class Terms:
    """What was promised: rules of a version, to tenants of a tier; their calendar made ready for counting."""

    version: int
    tier: str
    rules: SlaRules
    time: WorkingTime

    @classmethod
    def of(cls, version: int, tier: str, rules: SlaRules, time: WorkingTime | None = None) -> Terms:
        """Terms, by default with a calendar of their own."""
        return cls(version, tier, rules, time or WorkingTime(rules.calendar))

    def target(self, severity: str) -> timedelta | None:
        """The time for a severity; None: no date."""
        hours = self.rules.targets[self.tier][severity]  # type: ignore[index]
        return timedelta(hours=hours) if hours else None


@dataclass(frozen=True)
class Cycle:
    """A cycle that is over: when it began and ended, when it was due or breached, if at all."""

    started_at: datetime
    ended_at: datetime
    due_at: datetime | None
    breached_at: datetime | None


@dataclass(frozen=True)
class Clock:
    """Where the clock stands.

    `state` is none, running, paused, met or breached. `due_at` is empty while it stands or there is no date.
    `approaching_at` is when the warning is due, `next_at` when something must be told that has not been. `used` has
    counted so far; in `paused` the clock stood.
    """

    state: str = "none"
    due_at: datetime | None = None
    approaching_at: datetime | None = None
    next_at: datetime | None = None
    breached_at: datetime | None = None
    cycle: int = 0
    used: timedelta = ZERO
    paused: timedelta = ZERO
    past: tuple[Cycle, ...] = ()


def clock(events: Iterable[Event], terms: Terms, at: datetime) -> Clock:
    """The clock after these events, in their order, at a moment not before the last of them."""
    run: _Run | None = None
    past: list[Cycle] = []
    for event in events:
        if run is None or event.name == OPENED:
            run = _Run(terms, event.at, event.severity)
            continue
        effect = run.take(event)
        if effect is Effect.RESTART:
            past.append(run.filed())
            run = _Run(terms, run.at, event.severity or run.severity)
    return run.clock(at, past) if run else Clock()


@dataclass
class _Run:
    """A cycle while its events are read: all that was used up to `at`, and whether the clock stands since then."""

    terms: Terms
    at: datetime
    severity: str
    used: timedelta = ZERO
    paused: timedelta = ZERO
    stands_since: datetime | None = None
    ended_at: datetime | None = None
    is_met: bool = False
    breached_at: datetime | None = None
    after_expiry: str = "restart"
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.started_at = self.at
        # The used time at which the cycle is breached.
        self.limit = self.terms.target(self.severity)

    def take(self, event: Event) -> Effect:
        """Let the time until an event pass, then do what it does; what a new cycle is for is left to the caller."""
        self._pass(max(event.at, self.at))  # clocks of machines differ: time never goes back
        self.after_expiry = event.after_expiry or self.after_expiry
        if event.name in TOLD:
            self.told.add(event.name)
        effect = self._effect(event)
        if effect is Effect.RESTART:
            return effect
        self._turn(effect)
        if event.severity and event.severity != self.severity:
            self._rank(event.severity)
        return effect

    def _effect(self, event: Event) -> Effect:
        effect = EFFECTS.get(event.move, Effect.KEEP)
        if (event.move, event.from_status) == ("reopen", State.RESOLVED):
            return Effect.TAKE_BACK
        if effect is Effect.BY_EXCEPTION:
            return Effect.RESTART if self.after_expiry == "restart" else Effect.RESUME
        if effect is Effect.RETURN:
            flap = timedelta(hours=self.terms.rules.flap_hours)
            is_soon = self.ended_at is None or self.at - self.ended_at <= flap
            return Effect.RESUME if is_soon else Effect.RESTART
        return effect

    def _turn(self, effect: Effect) -> None:
        if effect is Effect.TAKE_BACK and self.stands_since is not None:
            since, self.stands_since = self.stands_since, None
            self.paused -= self.at - since
            self._count(since, self.at)
        if effect in (Effect.RESUME, Effect.TAKE_BACK):
            self.stands_since, self.ended_at, self.is_met = None, None, False
        elif effect in (Effect.PAUSE, Effect.MET, Effect.STOP):
            self.stands_since = self.stands_since or self.at
        if effect in (Effect.MET, Effect.STOP):
            self.ended_at, self.is_met = self.at, effect is Effect.MET

    def _rank(self, severity: str) -> None:
        """A shorter time counts from now on, so nobody is late by surprise; a longer one from the beginning."""
        before, after = self.terms.target(self.severity), self.terms.target(severity)
        self.severity = severity
        if after is None or before is None or self.limit is None:
            self.limit = after and (self.used + after if before is None else after)
        elif after < before:
            self.limit = min(self.limit, self.used + after)
        elif after > self.limit:
            self.limit = after
            self.told.discard(APPROACHING)

    def _pass(self, at: datetime) -> None:
        if self.stands_since is None:
            self._count(self.at, at)
        else:
            self.paused += at - self.at
        self.at = at

    def _count(self, start: datetime, end: datetime) -> None:
        due = self._reached(self.limit, start)
        if self.breached_at is None and due is not None and due <= end:
            self.breached_at = due
        self.used += self.terms.time.between(start, end)

    def _reached(self, limit: timedelta | None, start: datetime) -> datetime | None:
        """When the used time reaches a limit if the clock runs from `start` on."""
        return None if limit is None else self.terms.time.after(start, limit - self.used)

    def _due_at(self) -> datetime | None:
        return self.breached_at or self._reached(self.limit, self.stands_since or self.at)

    def filed(self) -> Cycle:
        """The cycle, when another one begins."""
        return Cycle(self.started_at, self.ended_at or self.at, self._due_at(), self.breached_at)

    def clock(self, at: datetime, past: list[Cycle]) -> Clock:
        """The clock at a moment after the last event."""
        due, approaching = self._due_at(), None
        if self.stands_since is None and self.breached_at is None and self.limit is not None:
            approaching = self._reached(self.limit * self.terms.rules.approach_percent / 100, self.at)
        self._pass(max(at, self.at))
        state = self._state()
        return Clock(
            state=state,
            due_at=None if state in ("none", "paused") else due,
            approaching_at=approaching,
            next_at=self._next(due, approaching),
            breached_at=self.breached_at,
            cycle=len(past) + 1,
            used=self.used,
            paused=self.paused,
            past=tuple(past),
        )

    def _state(self) -> str:
        if self.ended_at is None and self.stands_since is not None and self.limit is not None:
            return "paused"
        if self.breached_at is not None:
            return "breached"
        if self.limit is None:
            return "none"
        return "running" if self.ended_at is None else "met" if self.is_met else "none"

    def _next(self, due: datetime | None, approaching: datetime | None) -> datetime | None:
        if BREACHED in self.told:
            return None
        if self.breached_at is not None:
            return self.breached_at
        if self.stands_since is not None or self.limit is None:
            return None
        return due if APPROACHING in self.told else approaching
