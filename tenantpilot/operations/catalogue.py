"""The one list of operations: what each is called, needs, changes, and how it behaves when its worker dies (O1).

Adding an operation is one `register(Operation(...))` in a module named in `_MODULES`, plus its messages. The kind is
`noun.verb`; labels, audit actions, filters and badges follow from it. Modules of higher packages are imported by their
name only, so that this package stays below them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.kernel.errors import ConfigurationError, InvalidInputError, NotFoundError
from tenantpilot.store.ledger import canonical

Changes = Literal["tenantpilot", "tenant", "nothing"]
Touches = Literal["nothing", "read", "write"]
AfterCrash = Literal["repeat", "ask"]
_KIND = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")
_MODULES = (
    "tenantpilot.operations.kinds.audit_export",
    "tenantpilot.operations.kinds.audit_verify",
    "tenantpilot.operations.kinds.run_export",
    "tenantpilot.provider.runs",
    "tenantpilot.inventory.runs",
    "tenantpilot.baselines.runs",
    "tenantpilot.findings.bulk_run",
    "tenantpilot.findings.export_run",
    "tenantpilot.findings.exception_runs",
    "tenantpilot.findings.watching",
    "tenantpilot.findings.applying",
)
LONGEST_ARGUMENTS = 4000


class Arguments(BaseModel):
    """Base of every operation's arguments: nothing unknown, nothing converted, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True)
class Item:
    """The result of one thing; `number` names it within the run, so that repeating a batch cannot double it."""

    number: int
    subject_kind: str
    label: str
    status: Literal["pending", "done", "failed", "skipped"]
    reason_code: str = ""
    detail: str = ""
    subject_ref: str = ""
    payload: str = ""


@dataclass(frozen=True)
class Batch:
    """What one batch did: results, where to go on, and numbers for the page.

    `reason_code` with `is_last` fails the run whatever its items say, for verdicts about the whole. `again_after` says
    that the provider wants to be left alone: the run goes back into the queue for that many seconds, at no cost of an
    attempt, and asks anew from its cursor.
    """

    items: tuple[Item, ...] = ()
    cursor: str = ""
    is_last: bool = False
    total: int | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)
    reason_code: str = ""
    again_after: float = 0


@dataclass(frozen=True)
class Operation:
    """One kind of work.

    `batch` runs inside the transaction that proved the authority: it must take well under a lease, write through the
    scope it is given and speak to nobody else. `after_crash` says what a rescued run does: repeat the unfinished
    batch, or end and ask a person. `key` makes two starts the same work. `retries_items` says that a retry is given
    the failed items (`work.to_retry`) and does nothing else; without it a retry does everything anew.

    Work with a provider is read outside of any transaction. `ask` runs in a transaction that proved the authority and
    returns a plain object with what reading needs, or None when nothing is left to read. `read` is given that object
    and a `Permit`, which it must have confirmed before each request, and yields chunks. `batch` runs once for each of
    them (`work.chunk`), and once with None after the last: then it ends the run, or has `ask` asked again.

    One that is not `is_offered` is not in the menu of operations: a page of its own starts it, or the system.
    `touches` says what is done at the provider, and `estimate` how many things the work is about, as far as the
    database knows (for the page, never for a decision).
    """

    kind: str
    capability: Capability
    changes: Changes
    batch: Callable[[Any], Batch]
    arguments: type[Arguments] = Arguments
    planes: frozenset[Plane] = frozenset({Plane.ADMIN})
    after_crash: AfterCrash = "repeat"
    max_attempts: int = 5
    needs_tenant: bool = False
    retries_items: bool = False
    may_be_scheduled: bool = True
    may_be_started_by_system: bool = False
    is_offered: bool = True
    key: Callable[[Arguments], str] | None = None
    touches: Touches = "nothing"
    ask: Callable[[Any], Any] | None = None
    read: Callable[[Any, Any], Iterator[Any]] | None = None
    estimate: Callable[[Any, Any], int | None] | None = None

    def parse(self, given: Mapping[str, Any]) -> Arguments:
        """The arguments, checked.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        try:
            made = self.arguments.model_validate(dict(given))
        except ValidationError as error:
            wrong = {".".join(str(p) for p in e["loc"]) or "arguments": "error-field-invalid" for e in error.errors()}
            raise InvalidInputError(wrong) from None
        if len(canonical(made.model_dump())) > LONGEST_ARGUMENTS:
            raise InvalidInputError({"arguments": "error-field-too-long"})
        return made

    def same_work(self, arguments: Arguments) -> str:
        """The text that two starts of the same work share."""
        return self.key(arguments) if self.key else canonical(arguments.model_dump())


_REGISTERED: dict[str, Operation] = {}


def register(operation: Operation) -> Operation:
    """Add an operation to the catalogue.

    Raises:
        ConfigurationError: the declaration is incomplete or taken; the process must not start.
    """
    problem = _problem(operation)
    if problem:
        raise ConfigurationError(f"operation {operation.kind!r}: {problem}")
    _REGISTERED[operation.kind] = operation
    return operation


def _problem(operation: Operation) -> str:
    """The first rule the declaration breaks, or nothing. Types are checked too: declarations are data."""
    given: Any = operation
    arguments = given.arguments
    rules = {
        "the kind is not noun.verb": bool(_KIND.fullmatch(str(given.kind))),
        "declared twice": given.kind not in _REGISTERED,
        "needs a capability of the registry": isinstance(given.capability, Capability),
        "has no batch function": callable(given.batch),
        "does not say what it changes": given.changes in get_args(Changes),
        "has no rule for crashes": given.after_crash in get_args(AfterCrash) and given.max_attempts >= 1,
        "its arguments are not a class of Arguments": isinstance(arguments, type) and issubclass(arguments, Arguments),
        "is for no plane": bool(given.planes),
        "does not say what it touches": given.touches in get_args(Touches),
        "changes the tenant without touching it": (given.changes == "tenant") <= (given.touches == "write"),
        "has one of ask and read without the other": callable(given.ask) == callable(given.read),
        "touches a provider without needing a tenant": given.touches == "nothing" or given.needs_tenant,
    }
    return next((problem for problem, is_kept in rules.items() if not is_kept), "")


def forget(kind: str) -> None:
    """Take an operation out again (tests that declare their own)."""
    _REGISTERED.pop(kind, None)


def known(kind: str) -> Operation | None:
    """The operation of this kind, if its module was imported."""
    return _REGISTERED.get(kind)


def load() -> dict[str, Operation]:
    """All operations, the product's own loaded first."""
    for name in _MODULES:
        import_module(name)
    return _REGISTERED


def find(kind: str) -> Operation:
    """The operation of this kind.

    Raises:
        NotFoundError: there is none.
    """
    found = load().get(kind)
    if found is None:
        raise NotFoundError("no such operation")
    return found
