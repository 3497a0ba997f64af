"""The door to changing baselines: who may, the baseline held, its draft as the form saw it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import queries
from tenantpilot.baselines.tables import Baseline, BaselineVersion
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.store.scope import Scope

BASELINE, VERSION, PART, RULE, VARIABLE = (
    "baseline", "baseline_version", "baseline_part", "baseline_rule", "baseline_variable",
)  # fmt: skip
LONGEST_NAME = 120
LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Draft:
    """A baseline and its draft, both held until the transaction ends."""

    scope: Scope
    baseline: Baseline
    version: BaselineVersion

    def changed(self, **what: Any) -> int:
        """Note in the log what the draft says otherwise now; the draft's new revision."""
        scope, version = self.scope, self.version
        scope.session.flush()
        scope.session.refresh(version)
        after = {"version": version.number, "revision": version.revision, **what}
        scope.record("baseline.changed", BASELINE, self.baseline.public_id, after=after)
        return version.revision


@contextmanager
def managing(ctx: Context) -> Iterator[Scope]:
    """A scope for whoever manages the workspace's baselines: they hold for all tenants, so that takes all tenants.

    Raises:
        NotFoundError: not a member.
        ForbiddenError: without the capability, and with a membership narrowed to some tenants.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, write=True) as scope:
        if scope.tenants.mode != "all":
            raise ForbiddenError("managing baselines needs all tenants")
        yield scope


def held(ctx: Context, scope: Scope, handle: str) -> Baseline:
    """The baseline behind a handle; one change of it waits for the other.

    Raises:
        NotFoundError: the handle does not open, or the baseline is out of reach.
        ConflictError: it was deleted.
    """
    return alive(scope, unseal(ctx, BASELINE, handle))


def alive(scope: Scope, ref: str) -> Baseline:
    """The same by public id.

    Raises:
        NotFoundError: absent and foreign alike.
        ConflictError: it was deleted.
    """
    baseline = scope.get(Baseline, ref, lock=True)
    if baseline.deleted_at is not None:
        raise conflict(scope, baseline, "error-baseline-deleted")
    return baseline


@contextmanager
def drafting(ctx: Context, handle: str, revision: int) -> Iterator[Draft]:
    """A draft to be changed from a form that was made from `revision` of it.

    Raises:
        NotFoundError: the handle does not open, or the version is out of reach.
        ForbiddenError: as `managing`.
        ConflictError: somebody changed, published or discarded it meanwhile, or deleted the baseline; `facts` say who.
    """
    with managing(ctx) as scope:
        ref = unseal(ctx, VERSION, handle)
        baseline = alive(scope, queries.baseline_of(scope, ref))
        version = scope.get(BaselineVersion, ref, lock=True)
        if version.state != "draft":
            raise conflict(scope, baseline, f"error-baseline-{version.state}")
        if version.revision != revision:
            raise conflict(scope, baseline, "error-baseline-changed")
        yield Draft(scope, baseline, version)


def conflict(scope: Scope, baseline: Baseline, message_key: str) -> ConflictError:
    """The refusal with who changed the baseline last, and when."""
    last = queries.last_change(scope, baseline.public_id)
    facts: Mapping[str, str] = {"by": last.name, "at": iso(last.at)} if last else {}
    return ConflictError("the baseline is another now", message_key=message_key, facts=facts)


def named(value: str, field: str = "name") -> str:
    """A name with spaces put in order.

    Raises:
        InvalidInputError: none, or too long.
    """
    made = " ".join(value.split())
    if not made:
        raise InvalidInputError({field: "error-field-required"})
    if len(made) > LONGEST_NAME or not made.isprintable():
        raise InvalidInputError({field: "error-field-too-long" if made.isprintable() else "error-field-format"})
    return made


def texted(value: str, field: str) -> str:
    """A text of some lines, or none.

    Raises:
        InvalidInputError: too long, or with characters that no text has.
    """
    made = value.strip()
    if "\0" in made:
        raise InvalidInputError({field: "error-field-format"})
    if len(made) > LONGEST_TEXT:
        raise InvalidInputError({field: "error-field-too-long"})
    return made
