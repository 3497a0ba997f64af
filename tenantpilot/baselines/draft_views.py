"""What pages show of drafts being made: what they can be captured from, what was taken in, what a rule would hide.

Words as in views.py.
"""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class CaptureFamily:
    """A family of the reference tenant. Only `is_complete` ones can be captured; `complete_at` is how old it is.

    `reason_code` explains any other state.
    """

    family: str
    group: str
    family_state: str
    reason_code: str
    attempted_at: str
    complete_at: str
    policies: int
    is_complete: bool


@view
class CaptureTenant:
    """A tenant to capture from; `families_read` of `families` are complete, the oldest as of `oldest_at`."""

    tenant_ref: str
    name: str
    policies: int
    families_read: int
    families: int
    oldest_at: str
    last_sync_at: str


@view
class CaptureChoices:
    """What a draft can be captured from; `families` are those of the tenant asked for, none without one."""

    tenants: tuple[CaptureTenant, ...]
    tenant_ref: str
    families: tuple[CaptureFamily, ...]


@view
class PolicyChoice:
    """A policy that could become a part. `is_offered` is false when its family was not read completely.

    `is_part` says that the draft has it already.
    """

    policy_ref: str
    href: str
    name: str
    family: str
    group: str
    platform: str
    tenant_ref: str
    tenant_name: str
    changed_at: str
    family_state: str
    complete_at: str
    is_offered: bool
    is_part: bool


@view
class PolicyChoices:
    """Policies to choose from, 50 at a time, by name."""

    rows: tuple[PolicyChoice, ...]
    cursor: str
    has_more: bool


@view
class RefusedFamily:
    """A family that was left out of a capture, and why."""

    family: str
    family_state: str
    reason_code: str
    complete_at: str


@view
class Drafted:
    """What a capture or a change of parts did; `refused` families were left out."""

    baseline_ref: str
    version_ref: str
    revision: int
    added: int
    changed: int
    removed: int
    refused: tuple[RefusedFamily, ...]


@view
class EffectPath:
    """A difference that the rule would hide."""

    path: str
    words: tuple[str, ...]
    before: str
    after: str
    is_secret: bool


@view
class EffectRow:
    """A policy of a tenant whose differences the rule touches: `hidden` of them vanish, `left` stay."""

    tenant_ref: str
    tenant_name: str
    part_ref: str
    part_name: str
    family: str
    policy_href: str
    hidden: int
    left: int
    paths: tuple[EffectPath, ...]


@view
class EffectTenant:
    """What the rule hides in one tenant.

    `state` is looked_at, unread (nothing of the tenant is known) or unmatched (the tenant was not compared yet, so
    nobody knows which of its policies stand for which parts).
    """

    tenant_ref: str
    name: str
    state: str
    hidden: int
    left: int
    parts_clean: int


@view
class EffectPage:
    """What a rule would do before it is saved: differences of today that it hides, by tenant and part.

    `parts_clean` counts policies that it leaves without any difference. `left_out` counts pairs of part and policy
    that were too many to look at: the numbers are then at least these. `matches_nothing` says that no content of the
    draft has such a place either: the path is perhaps mistyped.
    """

    rows: tuple[EffectRow, ...]
    tenants: tuple[EffectTenant, ...]
    hidden: int
    left: int
    parts_clean: int
    looked_at: int
    left_out: int
    matches_nothing: bool
