"""Rings: the stages in which a version reaches tenants. Nothing moves by itself, no ring is ahead of an earlier one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tenantpilot.access.context import Context
from tenantpilot.baselines import queries
from tenantpilot.baselines.drafts import BASELINE, LONGEST_NAME, held, managing
from tenantpilot.baselines.tables import Baseline, BaselineRing, BaselineVersion
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.scope import Scope

MOST = 9


def add_ring(ctx: Context, handle: str, name: str = "") -> int:
    """Add a stage after the last one, with no version yet; its number.

    Raises:
        NotFoundError, ForbiddenError: as drafts.managing; a handle that does not open.
        ConflictError: the baseline was deleted.
        InvalidInputError: there are nine, or the name is too long.
    """
    with managing(ctx) as scope:
        row, called = held(ctx, scope, handle), _named(name)
        number = len(queries.rings(scope, row.id)) + 1
        if number > MOST:
            raise InvalidInputError({"ring": "error-field-too-many"})
        scope.add(BaselineRing(workspace_id=scope.workspace_id, baseline_id=row.id, number=number, name=called))
        scope.record("baseline.changed", BASELINE, row.public_id, after={"ring": number, "name": called})
        return number


def _named(name: str) -> str:
    made = " ".join(name.split())
    if len(made) > LONGEST_NAME or not made.isprintable():
        raise InvalidInputError({"name": "error-field-too-long" if made.isprintable() else "error-field-format"})
    return made


def rename_ring(ctx: Context, handle: str, number: int, name: str) -> None:
    """Call a stage otherwise; the empty name leaves it with its number.

    Raises:
        NotFoundError, ForbiddenError, ConflictError, InvalidInputError: as add_ring; also a ring that is not there.
    """
    with managing(ctx) as scope:
        row, called = held(ctx, scope, handle), _named(name)
        ring = _ring(scope, row, number)
        if ring.name == called:
            return
        before, ring.name = {"ring": number, "name": ring.name}, called
        scope.session.add(ring)
        scope.record("baseline.changed", BASELINE, row.public_id, before=before, after={"ring": number, "name": called})


def remove_ring(ctx: Context, handle: str, number: int) -> None:
    """Take the last stage away, which must hold nowhere; the first one stays.

    Raises:
        NotFoundError, ForbiddenError: as rename_ring.
        ConflictError: it is not the last one, the first one, or something is assigned in it.
    """
    with managing(ctx) as scope:
        row = held(ctx, scope, handle)
        ring = _ring(scope, row, number)
        if number == 1 or number != len(queries.rings(scope, row.id)):
            raise ConflictError("only the last ring goes", message_key="error-ring-not-last")
        if queries.is_used(scope, row.id, number):
            raise ConflictError("something is assigned in it", message_key="error-ring-in-use")
        scope.session.delete(ring)
        scope.record("baseline.changed", BASELINE, row.public_id, before={"ring": number, "name": ring.name})


def advance_ring(ctx: Context, handle: str, number: int, version_ref: str) -> None:
    """Let a stage use a published version: a newer one that the stage before uses already, or an earlier one again.

    Raises:
        NotFoundError, ForbiddenError: as rename_ring; also a version of another baseline.
        ConflictError: the version is not published, the stage before does not use it yet, a later stage uses a newer
            one, or the ring uses it already.
    """
    with managing(ctx) as scope:
        row = held(ctx, scope, handle)
        ring, version = _ring(scope, row, number), _version(scope, row, version_ref)
        before = {"ring": number, "version": _number(scope, ring)}
        use(scope, ring, version, now())
        after = {"ring": number, "version": version.number}
        scope.record("baseline.ring_advanced", BASELINE, row.public_id, before=before, after=after)


def use(scope: Scope, ring: BaselineRing, version: BaselineVersion, moment: datetime) -> None:
    """The second half of `advance_ring`, on a baseline that is held and a version of it.

    Raises:
        ConflictError: as advance_ring.
    """
    numbers = {one.number: _number(scope, one) for one in queries.rings(scope, ring.baseline_id)}
    wrong = ""
    if version.state != "published":
        wrong = "error-ring-not-published"
    elif ring.version_id == version.id:
        wrong = "error-ring-same"
    elif ring.number > 1 and numbers[ring.number - 1] < version.number:
        wrong = "error-ring-before-behind"
    elif numbers.get(ring.number + 1, 0) > version.number:
        wrong = "error-ring-after-ahead"
    if wrong:
        raise ConflictError("the ring cannot use this version", message_key=wrong)
    ring.version_id, ring.since = version.id, moment
    scope.session.add(ring)
    scope.session.flush()


def _number(scope: Scope, ring: BaselineRing) -> int:
    return (
        scope.session.get_one(BaselineVersion, (scope.workspace_id, ring.version_id)).number if ring.version_id else 0
    )


def _ring(scope: Scope, row: Baseline, number: Any) -> BaselineRing:
    found = next((one for one in queries.rings(scope, row.id) if one.number == number), None)
    if found is None:
        raise NotFoundError("no such ring of the baseline")
    return found


def _version(scope: Scope, row: Baseline, ref: str) -> BaselineVersion:
    found = scope.get(BaselineVersion, ref) if is_public_id(ref, "bsv") else None
    if found is None or found.baseline_id != row.id:
        raise NotFoundError("no such version of the baseline")
    return found
