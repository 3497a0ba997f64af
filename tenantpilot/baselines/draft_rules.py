"""What a draft leaves out of every comparison, and of which families it names everything."""

from __future__ import annotations

from tenantpilot.access.context import Context
from tenantpilot.baselines import part_queries as queries
from tenantpilot.baselines.drafts import RULE, drafting, texted
from tenantpilot.baselines.noise import EVERYWHERE, PathError, checked
from tenantpilot.baselines.tables import BaselineRule
from tenantpilot.baselines.variables import key
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.provider.contracts.registry import find

MOST = 500  # of one version


def set_exhaustive(ctx: Context, handle: str, revision: int, family: str, *, is_exhaustive: bool) -> int:
    """Say whether a draft names everything that should be in a family; its new revision.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as drafts.drafting.
        InvalidInputError: there is no such family.
    """
    with drafting(ctx, handle, revision) as draft:
        if find(family) is None:
            raise InvalidInputError({"family": "error-field-choice"})
        change = queries.exhaust if is_exhaustive else queries.spare
        if not change(draft.scope, draft.version.id, [family]):
            return draft.version.revision
        return draft.changed(family=family, exhaustive=is_exhaustive)


def rule(family: str, path: str) -> tuple[str, str]:
    """A rule's family (`*`: all) and path as they are stored.

    Raises:
        InvalidInputError: no such family, or not a path, or one that hides everything.
    """
    wrong = {}
    if family != EVERYWHERE and find(family) is None:
        wrong["family"] = "error-field-choice"
    try:
        made = checked(path)
    except PathError:
        wrong["path"] = "error-field-path" if path.strip() else "error-field-required"
    if wrong:
        raise InvalidInputError(wrong)
    return family, made


def add_rule(ctx: Context, handle: str, revision: int, family: str, path: str, reason: str = "") -> int:
    """Leave a property out of every comparison with this version; its new revision. See effect.preview_rule first.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as drafts.drafting.
        InvalidInputError: per field: no such family, not a path or one that hides everything, there already, too many.
    """
    with drafting(ctx, handle, revision) as draft:
        (of, where), why = rule(family, path), texted(reason, "reason")
        known = queries.rules(draft.scope, draft.version.id)
        if len(known) >= MOST:
            raise InvalidInputError({"path": "error-field-too-many"})
        if any((row.family, row.path) == (of, where) for row in known):
            raise InvalidInputError({"path": "error-field-already-rule"})
        draft.scope.add(
            BaselineRule(
                workspace_id=draft.scope.workspace_id, version_id=draft.version.id, family=of, path=where, reason=why
            )
        )
        return draft.changed(rule=where, family=of, reason=why)


def remove_rule(ctx: Context, handle: str, revision: int, rule_handle: str) -> int:
    """Compare a property again; the draft's new revision.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as drafts.drafting; a rule that the draft does not have.
    """
    with drafting(ctx, handle, revision) as draft:
        query = draft.scope.select(BaselineRule).where(BaselineRule.version_id == draft.version.id)
        row = draft.scope.session.exec(query.where(BaselineRule.id == key(ctx, RULE, rule_handle))).one_or_none()
        if row is None:
            raise NotFoundError("no such rule of the draft")
        family, path = row.family, row.path
        draft.scope.session.delete(row)
        return draft.changed(removed_rule=path, family=family)
