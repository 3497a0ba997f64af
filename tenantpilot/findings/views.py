"""What pages show of findings: codes, numbers, names as data, ISO 8601 times, handles; never sentences.

Times are empty texts when there is none; names are empty when there is nobody. `number` is what people say ("F-12").
`coverage` is how well the family that a finding speaks of was read last: read, partial, forbidden, throttled,
unsupported, unlicensed, never; empty where a finding is about no family (a lost consent). People are `PersonName`:
`person_ref` goes into filters, `is_gone` says that they left the workspace or cannot reach the finding any more.
"""

from __future__ import annotations

from tenantpilot.inventory.views import AssignmentChange
from tenantpilot.kernel.views import view


@view
class PersonName:
    """Somebody named by a finding."""

    person_ref: str
    name: str
    initials: str
    is_self: bool
    is_gone: bool


@view
class FindingRow:
    """A finding in a list.

    `kind` is one of tables.KINDS, `severity`, `status`, `outcome`, `sla_state` as in the tables. Conditions have no
    `subject_name` of their own beyond what they are about (a connection). `moves` are the moves that this person may
    make from here; `may_claim` and `may_assign` as the team queue asks. `version` goes back with every move, so that a
    stale form is told.
    """

    handle: str
    finding_ref: str
    number: int
    href: str
    kind: str
    severity: str
    status: str
    outcome: str
    version: int
    subject_name: str
    family: str
    source_kind: str
    source_ref: str
    source_name: str
    differences: int
    tenant_ref: str
    tenant_name: str
    tenant_href: str
    tier: str
    assignee: PersonName | None
    owner: PersonName | None
    sla_state: str
    due_at: str
    breached_at: str
    observed_at: str
    coverage: str
    unknown_since: str
    occurrences: int
    first_seen_at: str
    status_at: str
    moves: tuple[str, ...]
    may_claim: bool
    may_assign: bool


@view
class FindingsPage:
    """One page of the list; `cursor` fetches the next one and is empty at the end."""

    rows: tuple[FindingRow, ...]
    cursor: str
    has_more: bool


@view
class TabCount:
    """How many findings a tab has under the filters; `is_more` says that there are more than was counted."""

    tab: str
    findings: int
    is_more: bool


@view
class Freshness:
    """What the numbers rest on: the oldest and newest reading of the tenants in question; one if both are about as old.

    `tenants_unread` were read, but not completely; `tenants_never` not at all.
    """

    read_from: str
    read_until: str
    tenants: int
    tenants_unread: int
    tenants_never: int


@view
class FindingsSummary:
    """What stands above the list. `open_findings` and `tenants_open` are within the filter of one tenant, or all."""

    tabs: tuple[TabCount, ...]
    open_findings: int
    tenants_open: int
    drift: int
    freshness: Freshness
    may_export: bool


@view
class TenantChoice:
    """A tenant to narrow by, with its open findings."""

    tenant_ref: str
    name: str
    tier: str
    open_findings: int


@view
class FindingChoices:
    """What the list may be narrowed by. `people` are members who may work on findings."""

    tenants: tuple[TenantChoice, ...]
    families: tuple[str, ...]
    people: tuple[PersonName, ...]


@view
class PossibleMove:
    """What this person may do with the finding, or why not.

    `name` is a move of the table, or assign, own, claim, release, comment, request (an acceptance). `why_not` is empty
    where it is possible, else: state, taken (somebody has it), nobody (nobody has it), pending (a request waits),
    never (the rules allow no acceptance here), capability. `needs_reason` asks for words.
    """

    name: str
    is_possible: bool
    why_not: str
    needs_reason: bool


@view
class DiffLine:
    """One property that differs: what should be and what is. `change` is added (only there now), removed or changed.

    Secrets have `is_secret` and no values. Long texts have `lines`, a unified difference, of which `lines_left_out`
    are not shown. `label` is the last of `words`, the portal's way to the property; `path` the technical one.
    """

    path: str
    words: tuple[str, ...]
    label: str
    change: str
    expected: str
    observed: str
    is_secret: bool
    lines: tuple[str, ...]
    lines_left_out: int


@view
class DiffSection:
    """Differences of one section of the policy, and how many properties of it are as they should be (folded).

    The last one has neither name nor differences: it counts everything that is folded below the last difference.
    """

    name: str
    lines: tuple[DiffLine, ...]
    unchanged: int


@view
class FindingDiff:
    """What differs. `state` is shown, whole (one side is missing altogether), none (nothing to hold against another)
    or gone (a content is not kept any more).

    `total` properties differ of `properties`; `left_out` differences are not listed. `expected_name` is the source
    (baseline), `observed_at` the reading. `assignments`: before is what should be, after what is.
    """

    state: str
    expected_name: str
    observed_name: str
    observed_at: str
    sections: tuple[DiffSection, ...]
    assignments: tuple[AssignmentChange, ...]
    total: int
    properties: int
    left_out: int


@view
class Consequence:
    """One thing that a decision brings, with its number, moment or name; unused ones are 0 and empty.

    `code`: pinned (`number` values), watched, reopens, ends (after `number` days, at the latest `at`), approval,
    second_approval, reminder (`number` days before), clock (`name` restart or continue), verified, closed.
    """

    code: str
    number: int
    at: str
    name: str


@view
class Decision:
    """What happens if somebody decides so: `name` is accept, resolve or dismiss."""

    name: str
    consequences: tuple[Consequence, ...]


@view
class ExceptionBrief:
    """The acceptance that waits, is in force, or was the last one."""

    exception_ref: str
    number: int
    href: str
    status: str
    justification: str
    measures: str
    requester: str
    approver: str
    second_approver: str
    requested_at: str
    approved_at: str
    expires_at: str
    ended_at: str
    is_in_force: bool


@view
class TimelineFact:
    """A changed value that an event tells: `name` as in the event's data, before and after as text."""

    name: str
    before: str
    after: str


@view
class TimelineEntry:
    """Something that happened. `kind` is event or comment; `name` the audit action of an event, without words.

    `by` is None where the product did it by itself (`run_href` leads to the run). `move` is the move that an event
    made, empty for others. `mentions` are names of people mentioned in a comment.
    """

    kind: str
    entry_ref: str
    name: str
    move: str
    at: str
    by: PersonName | None
    from_status: str
    to_status: str
    reason: str
    body: str
    mentions: tuple[str, ...]
    facts: tuple[TimelineFact, ...]
    run_href: str


@view
class Timeline:
    """What happened to a finding, newest first; `cursor` fetches the next page and is empty at the end."""

    entries: tuple[TimelineEntry, ...]
    cursor: str
    has_more: bool


@view
class RelatedFinding:
    """A finding to look at too. `relation` is same_policy, same_part (elsewhere), duplicate (of this), original."""

    relation: str
    row: FindingRow


@view
class FindingFacts:
    """The facts beside the decision. Who changed it is what the tenant's own log says; empty where it names nobody.

    `changed_from` and `changed_at` are the time between which it changed. `reason_code` says why it is as it is where
    the source has a word for it. `source_href` leads to the baseline, `comparison_href` to the compare's result.
    """

    policy_ref: str
    policy_href: str
    policy_name: str
    source_href: str
    coverage_reason: str
    attempted_at: str
    complete_at: str
    changed_by: str
    changed_by_kind: str
    changed_at: str
    changed_from: str
    resolved_by: str
    resolved_at: str
    reason_code: str
    comparison_href: str


@view
class FindingDetail:
    """A finding's own page, made for deciding. `row.moves` are also in `possible`, with the reasons for the others."""

    row: FindingRow
    facts: FindingFacts
    diff: FindingDiff
    decisions: tuple[Decision, ...]
    possible: tuple[PossibleMove, ...]
    exception: ExceptionBrief | None
    timeline: Timeline
    related: tuple[RelatedFinding, ...]
    audit_href: str
    raw: str
