"""Variables of a draft: places of its parts that each tenant may fill, and what stands there where none does."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.baselines import part_queries as queries
from tenantpilot.baselines import places
from tenantpilot.baselines.drafts import PART, VARIABLE, Draft, drafting
from tenantpilot.baselines.noise import LONGEST, PathError, steps
from tenantpilot.baselines.places import Place, ValueRefusedError
from tenantpilot.baselines.tables import BaselineVariable
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.store.scope import Scope

MOST = 500  # of one version
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,63}")


def add_variable(
    ctx: Context, handle: str, revision: int, part_handle: str, path: str, name: str, default_value: str | None = None
) -> int:
    """Let each tenant say what stands at a place of a part; without a default what stands there now is it.

    Equal names are one variable that fills several places. The draft's new revision.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as drafts.drafting; a part that the draft does not have.
        InvalidInputError: per field: no such place, a secret, a name that means nothing or belongs to another kind of
            value, a default that is no such value.
    """
    with drafting(ctx, handle, revision) as draft:
        part = queries.part(draft.scope, draft.version.id, unseal(ctx, PART, part_handle))
        place = _place(queries.content(draft.scope, part.content_digest), path)
        called = _named(name)
        same = _check_fits(draft, part.part_ref, place, called)
        default = same[0].default_value if same else _default(place, default_value)
        draft.scope.add(
            BaselineVariable(
                workspace_id=draft.scope.workspace_id, version_id=draft.version.id, part_ref=part.part_ref,
                path=place.path, name=called, default_value=default,
            )
        )  # fmt: skip
        return draft.changed(variable=called, part=part.part_ref, path=place.path)


def _place(content: str, path: str) -> Place:
    wanted = path.strip()
    try:
        is_secret = bool(wanted) and len(wanted) <= LONGEST and places.is_secret(content, wanted)
        found = places.find(content, wanted) if wanted and len(wanted) <= LONGEST and not is_secret else None
    except PathError:
        raise InvalidInputError({"path": "error-field-path"}) from None
    if is_secret:
        raise InvalidInputError({"path": "error-field-secret-place"})
    if found is None:
        raise InvalidInputError({"path": "error-field-no-such-place" if wanted else "error-field-required"})
    return found


def _named(name: str) -> str:
    made = name.strip()
    if not made:
        raise InvalidInputError({"name": "error-field-required"})
    if not _NAME.fullmatch(made):
        raise InvalidInputError({"name": "error-field-variable-name"})
    return made


def _default(place: Place, text: str | None) -> str:
    if text is None:
        return place.text
    try:
        return places.written(places.parsed(place.kind, text))
    except ValueRefusedError as error:
        raise InvalidInputError({"default_value": str(error)}) from None


def _check_fits(draft: Draft, part_ref: str, place: Place, name: str) -> list[Any]:
    """The places that the variable fills already.

    Raises:
        InvalidInputError: too many, the place is one already, or the name is that of another kind of value.
    """
    known = queries.variables(draft.scope, draft.version.id)
    if len(known) >= MOST:
        raise InvalidInputError({"name": "error-field-too-many"})
    if any(_overlap(steps(row.path), steps(place.path)) for row in known if row.part_ref == part_ref):
        raise InvalidInputError({"path": "error-field-already-variable"})
    same = [row for row in known if row.name.casefold() == name.casefold()]
    for row in same:
        other = places.find(queries.content(draft.scope, row.content_digest), row.path)
        if row.name != name or (other is not None and other.kind != place.kind):
            raise InvalidInputError({"name": "error-field-variable-kind"})
    return same


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def change_variable(ctx: Context, handle: str, revision: int, variable_handle: str, default_value: str) -> int:
    """Give a variable another default, at all places that have its name; the draft's new revision.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as drafts.drafting; a variable that the draft does not have.
        InvalidInputError: the default is no value of the kind that stands there.
    """
    with drafting(ctx, handle, revision) as draft:
        row = variable(ctx, draft, variable_handle)
        part = queries.part(draft.scope, draft.version.id, row.part_ref)
        place = _place(queries.content(draft.scope, part.content_digest), row.path)
        default = _default(place, default_value)
        if default == row.default_value:
            return draft.version.revision
        queries.set_default(draft.scope, draft.version.id, row.name, default)
        return draft.changed(variable=row.name)


def remove_variable(ctx: Context, handle: str, revision: int, variable_handle: str) -> int:
    """Compare a place with what the part says again, in every tenant; the draft's new revision.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as change_variable.
    """
    with drafting(ctx, handle, revision) as draft:
        row = variable(ctx, draft, variable_handle)
        name, part_ref, path = row.name, row.part_ref, row.path
        draft.scope.session.delete(row)
        return draft.changed(removed_variable=name, part=part_ref, path=path)


def variable(ctx: Context, draft: Draft, handle: str) -> BaselineVariable:
    """The variable of a draft behind a handle.

    Raises:
        NotFoundError: the handle does not open, or the draft has no such variable.
    """
    query = draft.scope.select(BaselineVariable).where(BaselineVariable.version_id == draft.version.id)
    found = draft.scope.session.exec(query.where(BaselineVariable.id == key(ctx, VARIABLE, handle))).one_or_none()
    if found is None:
        raise NotFoundError("no such variable of the draft")
    return found


def key(ctx: Context, kind: str, handle: str) -> UUID:
    """The row behind a handle of something that has no public id.

    Raises:
        NotFoundError: the handle does not open.
    """
    try:
        return UUID(unseal(ctx, kind, handle))
    except ValueError:
        raise NotFoundError("not a handle of a row") from None


def lost(scope: Scope, version_id: UUID) -> list[Any]:
    """Variables whose place is no more: the part went, or says otherwise since it was taken over anew."""
    contents: dict[str, str] = {}
    found = []
    for row in queries.variables(scope, version_id):
        if row.content_digest and row.content_digest not in contents:
            contents[row.content_digest] = queries.content(scope, row.content_digest)
        if not row.content_digest or places.find(contents[row.content_digest], row.path) is None:
            found.append(row)
    return found
