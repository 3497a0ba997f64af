"""The attack itself: every handler by every attacker with every input, against a running product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from tenantpilot.access import handles
from tenantpilot.access.context import Context
from tests import people
from tests.security.attacks import inputs, watch
from tests.security.attacks.booty import Booty
from tests.security.attacks.table import Table
from tests.security.harness.raw import Raw, deltas, is_sent_away, notices, redirects
from tests.security.harness.world import World

NOWHERE = "wsp_aaaaaaaaaaaaaaaaaaaa"
# Their text names something of the caller's own, never a record; after some of them there is no room for more.
NAMES_ONE_S_OWN = {"Findings.keep_view"}
FEW = 3  # kinds of records that each pair of events is tried with, at least


@dataclass(frozen=True)
class Attacker:
    """Who attacks from where. `people` by plane; `is_member`: the gate lets their events through to the services."""

    name: str
    people: dict[str, str | None]
    at_home: bool = False
    is_member: bool = False
    is_revoked: bool = False
    may_start: bool = False

    def person(self, plane: str) -> str | None:
        """The demonstration person who attacks handlers of `plane`."""
        return self.people.get(plane, self.people["admin"])


def _everywhere(person: str | None) -> dict[str, str | None]:
    return dict.fromkeys(("admin", "review", "system"), person)


ANONYMOUS = Attacker("anonymous", _everywhere(None))
OTHER_WORKSPACE = Attacker(
    "other workspace",
    {"admin": "fabrikam-owner", "review": "fabrikam-customer-viewer", "system": "fabrikam-owner"},
)
AT_HOME = Attacker(
    "other workspace, at home",
    {"admin": "fabrikam-owner", "review": "fabrikam-customer-viewer", "system": "fabrikam-owner"},
    at_home=True,
    is_member=True,
)
OTHER_TENANT = Attacker("other tenant", {"admin": "northwind-temporary"}, is_member=True, may_start=True)
LESSER_ROLE = Attacker("lesser role", {"admin": "northwind-read-only"}, is_member=True)
REVOKED = Attacker(
    "revoked",
    {"admin": "northwind-owner", "review": "northwind-customer-viewer", "system": "platform-operator"},
    is_revoked=True,
)
OTHER_PLANE = Attacker(
    "other plane",
    {"admin": "northwind-customer-viewer", "review": "northwind-owner", "system": "northwind-owner"},
)
PLATFORM = Attacker(
    "platform", {"admin": "platform-operator", "review": "platform-operator", "system": "northwind-owner"}
)
ATTACKERS = (ANONYMOUS, OTHER_WORKSPACE, AT_HOME, OTHER_TENANT, LESSER_ROLE, REVOKED, OTHER_PLANE, PLATFORM)


@dataclass
class Target:
    """A handler and the address its page has."""

    name: str
    label: str
    planes: list[str]
    anonymous: bool
    arguments: dict[str, Any]
    route: str = ""

    @property
    def plane(self) -> str:
        return self.planes[0] if self.planes else "admin"

    @property
    def is_guarded(self) -> bool:
        """Whether the gate itself keeps strangers out: the handler's page lies in a workspace or the system plane."""
        return bool(self.planes) and ("[space]" in self.route or self.plane == "system")

    @property
    def state(self) -> str:
        return self.name.rpartition(".")[0]


class Siege:
    """One product under attack. `table.wrong` is what got somewhere."""

    def __init__(self, world: World, booty: Booty, victim: str) -> None:
        self.world, self.booty, self.victim = world, booty, victim
        self.table = Table()
        self.home = people.space_of("fabrikam")
        self.keys = dict(world.sql("select public_id, id::text from workspace"))
        events, routes = world.web.ask("events"), world.web.ask("routes")
        self.targets = [
            Target(e["name"], e["label"], e["planes"], e["anonymous"], e["arguments"], _route(e, routes))
            for e in events
            if e["client"]
        ]
        self.emails = dict(world.sql("select public_id, email from user_account"))
        self.stolen = _stolen(world, booty, victim, routes)
        self.rows = watch.Rows(world.connection)

    # ------------------------------------------------------------------------------------------ one handler

    def attack(self, attacker: Attacker, target: Target) -> None:
        """Everything one attacker can say to one handler."""
        with self._watched(attacker, target) as (socket, context):
            self._unfit(attacker, target, socket)
            if not attacker.is_revoked:
                self._well_formed(attacker, target, socket, context)
        if attacker.is_revoked:
            with self._watched(attacker, target) as (socket, _):
                self._as_is(attacker, target, socket)

    def _well_formed(self, attacker: Attacker, target: Target, socket: Raw, context: Context | None) -> None:
        self._as_is(attacker, target, socket)
        if context is not None:
            self._records(attacker, target, socket, context)
            self._addresses(attacker, target, socket)

    @contextmanager
    def _watched(self, attacker: Attacker, target: Target) -> Iterator[tuple[Raw, Context | None]]:
        who = attacker.person(target.plane)
        token = people.session_of(who) if who else ""
        context = people.context_of(who, token=token) if who else None
        socket = self.world.socket(token=token, path=self.address(attacker, target)).open(boot=True)
        if attacker.is_revoked:
            self.world.end_silently(token)
        self.rows.changes()
        yield socket, context
        self.world.at_rest()
        socket.close()
        self._judge(attacker, target, context)
        self._scan(attacker, target, socket, context)

    def _judge(self, attacker: Attacker, target: Target, context: Context | None) -> None:
        allowed = watch.Allowance(
            str(context.user_id) if context else "",
            context.user_ref if context else "",
            [self.keys[self.home]] if attacker.at_home else [],
            may_start=attacker.may_start,
        )
        for change in self.rows.changes():
            if allowed.forbids(change):
                self.table.fail(target.label, attacker.name, "rows changed", change)

    def _scan(self, attacker: Attacker, target: Target, socket: Raw, context: Context | None) -> None:
        who = attacker.person(target.plane) or ""
        visible = {self.victim} if who.startswith("northwind") else {self.home} if who.startswith("fabrikam") else set()
        own = {self.victim, self.home, *(v for pair in self.booty.rows.values() for v in pair)}
        if context is not None:
            if who == "platform-operator":
                own |= {v for values in self.booty.public.values() for v in values if v.startswith(("wsp_", "run_"))}
            own |= {self.emails[context.user_ref], context.user_ref, context.session_ref}
        for value in watch.leaks(socket.frames, self.booty, visible, own):
            self.table.fail(target.label, attacker.name, "in the frames", value)

    # ------------------------------------------------------------------------------------------ inputs

    def _unfit(self, attacker: Attacker, target: Target, socket: Raw) -> None:
        bad = list(inputs.unfit(target.arguments))
        packets = socket.ask_all([(target.name, payload) for _, payload in bad])
        for kind, _ in bad:
            self.table.count(target.label, attacker.name, kind)
        nobody = attacker.person(target.plane) is None
        answers, wanted = (redirects(packets), "/") if nobody else (notices(packets), "error-not-found")
        if attacker.is_revoked:  # the event that asks whether all was dealt with ends it, or the minute's look does
            packets = [p for p in packets if not is_sent_away([p])]
            if not packets and not socket.is_open:
                return
        if answers != [wanted] * len(bad) or len(packets) != len(bad):
            self.table.fail(target.label, attacker.name, "unfit", (len(bad), len(packets), answers[:3], packets[:2]))

    def _as_is(self, attacker: Attacker, target: Target, socket: Raw) -> None:
        self.table.count(target.label, attacker.name, "as is")
        ran = self._executed(target)
        try:
            packets = socket.ask(target.name, inputs.payload(target.arguments))
        except TimeoutError:
            inside = {k: v for k, v in self.world.web.ask("inside").items() if k not in ("executed", "idents")}
            self.table.fail(target.label, attacker.name, "as is", ("no answer", inside, socket.frames[-3:]))
            return
        if attacker.is_revoked:
            good = is_sent_away(packets) and not deltas(packets) and not socket.is_open
        elif attacker.person(target.plane) is None:
            good = target.anonymous or (bool(redirects(packets)) and not deltas(packets))
        elif attacker.is_member or not target.is_guarded:
            return
        else:
            good = notices(packets) == ["error-not-found"] and len(packets) == 1
        if not good:
            self.table.fail(target.label, attacker.name, "as is", packets)
        if self._executed(target) != ran and not target.anonymous:
            self.table.fail(target.label, attacker.name, "as is", "the handler ran")

    def _records(self, attacker: Attacker, target: Target, socket: Raw, context: Context) -> None:
        for argument in () if target.label in NAMES_ONE_S_OWN else inputs.takes_text(target.arguments):
            named = [("", inputs.absent()), *self.records(attacker, context)]
            if not socket.is_open:
                socket = self._fresh(attacker, target)
            events = [(target.name, inputs.naming(target.arguments, argument, r)) for _, r in named]
            said = socket.ask_each(events)
            answers = [watch.masked(packets, [r]) for packets, (_, r) in zip(said, named, strict=True)]
            for answer, case in zip(answers[1:], named[1:], strict=True):
                self.table.count(target.label, attacker.name, case[0])
                if answer != answers[0] or not socket.is_open:
                    self._again(attacker, target, argument, case)

    def _again(self, attacker: Attacker, target: Target, argument: str, case: tuple[str, str]) -> None:
        """What was said before may show in an answer; on two fresh pages it cannot."""
        answers = []
        for record in (inputs.absent(case[1]), case[1]):
            with self._fresh(attacker, target) as socket:
                packets = socket.ask(target.name, inputs.naming(target.arguments, argument, record))
                answers.append(watch.masked(packets, [record]))
        if answers[0] != answers[1]:
            self.table.fail(target.label, attacker.name, f"{case[0]} {case[1]}", watch.differing(answers))

    def _fresh(self, attacker: Attacker, target: Target) -> Raw:
        return self.world.socket(attacker.person(target.plane), self.address(attacker, target)).open(boot=True)

    def _addresses(self, attacker: Attacker, target: Target, socket: Raw) -> None:
        """The same event from the address of a foreign record and of one that does not exist."""
        if not socket.is_open or target.route.count("[") < 2:
            return
        payload = inputs.payload(target.arguments)
        space = self.home if attacker.at_home else self.victim
        answers = set()
        for end in ("absent", "public", "key", "%00"):
            path = self.booty.place(target.route, space, end)
            with self.world.socket(token=socket.token, path=path) as fresh:
                packets = fresh.ask(target.name, payload)
                socket.frames += fresh.frames
            if end != "%00":
                answers.add(watch.masked(packets, path.split("/")))
            self.table.count(target.label, attacker.name, "address")
        if attacker.at_home and len(answers) > 1:
            self.table.fail(target.label, attacker.name, "address", watch.differing(answers))

    def records(self, attacker: Attacker, context: Context) -> Iterator[tuple[str, str]]:
        """(kind of attack, text) for the ways to name a victim's records; one each for those who do not get in."""
        earlier = replace(context, session_epoch=context.session_epoch - 1)
        # Those who work in the same workspace may know its public ids, and find some of its records by them.
        raw = [
            key if attacker.is_member and not attacker.at_home else public for public, key in self.booty.rows.values()
        ]
        raw += [key for _, key in self.booty.rows.values()] if attacker.at_home else []
        few = None if attacker.is_member else 1
        for kind, ref, handle in self.stolen[:few]:
            yield "replayed handle", handle
            yield "stale handle", handles.seal(earlier, kind, ref)
            if attacker.at_home or not attacker.is_member:
                yield "foreign handle", handles.seal(context, kind, ref)
        for value in raw[: few and 2]:
            yield "raw id", value

    # ------------------------------------------------------------------------------------------ sequences

    def sequences(self, attacker: Attacker) -> None:
        """Two events in a row: one names a record, the next acts on what the first left in the state.

        Each first event names each kind of record, and each second one follows some of them, in turns: all with all
        would grow with the third power of the product.
        """
        for first in self.targets:
            seconds = [t for t in self.targets if t.state == first.state and t is not first and first.planes]
            for argument in () if first.label in NAMES_ONE_S_OWN else inputs.takes_text(first.arguments):
                some = max(FEW, -(-len(self.stolen) // max(1, len(seconds))))
                for at, second in enumerate(seconds):
                    turned = [self.stolen[(at * some + step) % len(self.stolen)] for step in range(some)]
                    self._sequence(attacker, (first, argument, second), turned)

    def _sequence(
        self, attacker: Attacker, events: tuple[Target, str, Target], stolen: list[tuple[str, str, str]]
    ) -> None:
        first, argument, second = events
        answers = set()
        with self._watched(attacker, first) as (watched, context):
            if context is None:
                return
            for record in (inputs.absent(), *(handles.seal(context, kind, ref) for kind, ref, _ in stolen)):
                with self.world.socket(token=watched.token, path=watched.path) as socket:
                    socket.send(first.name, inputs.naming(first.arguments, argument, record))
                    packets = socket.ask(second.name, inputs.payload(second.arguments))
                    watched.frames += socket.frames
                answers.add(watch.masked(packets, [record]))
                self.table.count(second.label, attacker.name, "sequence")
        if attacker.at_home and len(answers) > 1:
            self.table.fail(f"{first.label}, {second.label}", attacker.name, "sequence", watch.differing(answers))

    # ------------------------------------------------------------------------------------------ places

    def address(self, attacker: Attacker, target: Target) -> str:
        """Where the attacker's page claims to be."""
        space = self.home if attacker.at_home else self.victim
        return self.booty.place(target.route, space)

    def _executed(self, target: Target) -> int:
        return int(self.world.web.ask("inside")["executed"].get(target.name, 0))


def _route(event: dict[str, Any], routes: list[dict[str, Any]]) -> str:
    """The page that loads the handler's state, or the plane's first page with a workspace."""
    owner = event["label"].partition(".")[0]
    plane = event["planes"][0] if event["planes"] else "admin"
    fitting = [r["route"] for r in routes if any(x.startswith(f"{owner}.") for x in r["loads"]) and r["route"] != "404"]
    fitting = [r for r in fitting if r.startswith(plane)] or [r for r in fitting if not event["planes"]]
    deepest = sorted(fitting, key=lambda r: r.count("["))
    return deepest[-1] if deepest else {"system": "system"}.get(plane, f"{plane}/[space]")


def _stolen(world: World, booty: Booty, victim: str, routes: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(kind, reference, handle) as the victim's own pages hold them, one of each kind; the session stays alive."""
    token = people.session_of("northwind-owner")
    context = people.context_of("northwind-owner", token=token)
    for route in routes:
        if route["route"] in ("404", "index") or not route["route"].startswith(("admin", "account")):
            continue
        path = booty.place(route["route"], victim)
        world.socket(token=token, path=path).open(boot=True).close()
    seen: dict[str, tuple[str, str, str]] = {}
    for session_ref, kind, ref, handle in world.web.ask("handles"):
        if session_ref == context.session_ref:
            seen.setdefault(kind, (kind, ref, handle))
    return list(seen.values())
