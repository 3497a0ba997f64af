"""Baselines as such: create, rename, draft, publish, discard, delete. What a draft says changes in parts and rules."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from tenantpilot.access.context import Context
from tenantpilot.baselines import queries, roll_out
from tenantpilot.baselines.drafts import BASELINE, conflict, drafting, held, managing, named, texted
from tenantpilot.baselines.tables import Baseline, BaselineRing, BaselineVersion
from tenantpilot.baselines.variables import lost
from tenantpilot.findings.observing import Source, retire
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.rules import check_reason

MOST = 200  # of one workspace


def create_baseline(ctx: Context, name: str, description: str = "") -> str:
    """Begin a baseline with an empty draft and one ring; its public id.

    Raises:
        InvalidInputError: per field what is wrong; also a name that another one has.
        ForbiddenError: without the capability, and with a membership narrowed to some tenants.
    """
    with managing(ctx) as scope:
        called, said = named(name), texted(description, "description")
        _check_free(scope, called)
        if queries.count(scope) >= MOST:
            raise InvalidInputError({"name": "error-field-too-many"})
        row = scope.add(
            Baseline(workspace_id=scope.workspace_id, name=called, description=said, created_by_id=ctx.user_id)
        )
        scope.add(BaselineRing(workspace_id=scope.workspace_id, baseline_id=row.id, number=1))
        scope.add(BaselineVersion(workspace_id=scope.workspace_id, baseline_id=row.id, number=1))
        scope.record("baseline.created", BASELINE, row.public_id, after=_described(row))
        return row.public_id


def _check_free(scope: Scope, name: str, but: str = "") -> None:
    if queries.is_taken(scope, name, but):
        raise InvalidInputError({"name": "error-field-name-taken"})


def change_baseline(ctx: Context, handle: str, name: str, description: str = "") -> None:
    """Call a baseline otherwise, or describe it otherwise.

    Raises:
        NotFoundError, ForbiddenError: as create_baseline; a handle that does not open.
        InvalidInputError: per field what is wrong.
        ConflictError: it was deleted.
    """
    with managing(ctx) as scope:
        row = held(ctx, scope, handle)
        before = _described(row)
        row.name, row.description = named(name), texted(description, "description")
        if _described(row) == before:
            return
        with scope.session.no_autoflush:
            _check_free(scope, row.name, row.public_id)
        scope.session.add(row)
        scope.record("baseline.changed", BASELINE, row.public_id, before=before, after=_described(row))


def start_draft(ctx: Context, handle: str, version_ref: str = "") -> str:
    """Begin the next version with what the newest published one says, or an earlier one; its public id.

    Raises:
        NotFoundError, ForbiddenError: as change_baseline; also a version of another baseline.
        ConflictError: there is a draft already, or the baseline was deleted.
    """
    with managing(ctx) as scope:
        row = held(ctx, scope, handle)
        if queries.latest(scope, row.id, "draft") is not None:
            raise conflict(scope, row, "error-baseline-draft-exists")
        source = _version(scope, row, version_ref) if version_ref else queries.latest(scope, row.id)
        number = queries.next_number(scope, row.id)
        made = scope.add(BaselineVersion(workspace_id=scope.workspace_id, baseline_id=row.id, number=number))
        if source is not None:
            queries.copy(scope, source.id, made.id)
        after = {"version": number, "from": source.number if source else 0}
        scope.record("baseline.drafted", BASELINE, row.public_id, after=after)
        return made.public_id


def _version(scope: Scope, row: Baseline, ref: str) -> BaselineVersion:
    found = scope.get(BaselineVersion, ref) if is_public_id(ref, "bsv") else None
    if found is None or found.baseline_id != row.id:
        raise NotFoundError("no such version of the baseline")
    return found


def publish(ctx: Context, handle: str, revision: int, note: str = "", *, to_first_ring: bool = False) -> int:
    """Fix a draft as the baseline's next version; nobody is held against it before ring 1 uses it. Its number.

    Raises:
        NotFoundError, ForbiddenError: as change_baseline.
        ConflictError: somebody changed it meanwhile; it says nothing, or nothing new; it has parts of earlier rules of
            normalisation, or variables at places that are no more.
        InvalidInputError: the note is too long.
    """
    with drafting(ctx, handle, revision) as draft:
        scope, version, said = draft.scope, draft.version, texted(note, "note")
        digest = _digest(scope, version)
        _check_publishable(scope, version, digest)
        moment = now()
        version.note, version.digest, version.state = said, digest, "published"
        version.published_at, version.published_by_id = moment, ctx.user_id
        scope.session.add(version)
        scope.session.flush()
        after: dict[str, Any] = {"version": version.number, "digest": digest, "note": said}
        if to_first_ring:
            roll_out.use(scope, queries.rings(scope, draft.baseline.id)[0], version, moment)
            after["ring"] = 1
        scope.record("baseline.published", BASELINE, draft.baseline.public_id, after=after)
        return version.number


def _check_publishable(scope: Scope, version: BaselineVersion, digest: str) -> None:
    before = queries.latest(scope, version.baseline_id)
    wrong = ""
    if not any(row.what in ("part", "family") for row in queries.says(scope, version.id)):
        wrong = "error-baseline-empty"
    elif before is not None and before.digest == digest:
        wrong = "error-baseline-unchanged"
    elif queries.stale(scope, version.id, RULES_VERSION):
        wrong = "error-baseline-stale"
    elif lost(scope, version.id):
        wrong = "error-baseline-variable-lost"
    if wrong:
        raise ConflictError("the draft cannot be published", message_key=wrong)


def _digest(scope: Scope, version: BaselineVersion) -> str:
    said = [list(row) for row in queries.says(scope, version.id)]
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def discard(ctx: Context, handle: str, revision: int) -> None:
    """Give up a draft; its number is not used again.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as publish.
    """
    with drafting(ctx, handle, revision) as draft:
        draft.version.state = "discarded"
        draft.scope.session.add(draft.version)
        after = {"version": draft.version.number}
        draft.scope.record("baseline.discarded", BASELINE, draft.baseline.public_id, after=after)


def delete_baseline(ctx: Context, handle: str, reason: str) -> None:
    """End a baseline: it holds nowhere any more and its findings are closed as no longer applicable.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as change_baseline.
        InvalidInputError: no reason, or too long a one.
    """
    with managing(ctx) as scope:
        row = held(ctx, scope, handle)
        why = check_reason(reason, is_needed=True)
        retired = sum(
            retire(scope, one, Source("baseline", row.public_id, row.name), "baseline_deleted")
            for one in queries.drifting(scope, row.public_id)
        )
        ended = queries.end(scope, row)
        row.deleted_at = now()
        scope.session.add(row)
        after = {"assignments": ended, "findings": retired}
        scope.record("baseline.deleted", BASELINE, row.public_id, before=_described(row), after=after, reason=why)


def _described(row: Baseline) -> dict[str, Any]:
    return {"name": row.name, "description": row.description}
