"""What pages show of comparisons: codes, numbers with what they rest on, names as data, handles; never sentences.

`result` is one of tables.RESULTS. `fidelity` says how much of a result was compared: `full`, `settings` (found by its
settings, whatever it is called and however it is split) or `references` (objects that nobody mapped were left out).
A family's `state` is read, partial, forbidden, throttled, unsupported, unlicensed or never. Times are ISO 8601, empty
when there is none.
"""

from __future__ import annotations

from tenantpilot.inventory.views import AssignmentChange
from tenantpilot.kernel.views import view

# One letter for each cell of the fleet's sheet; a part that is not expected of a tenant has the last one.
CELLS = {"match": "m", "covered": "c", "different": "d", "missing": "x", "unexpected": "u", "conflict": "k",
         "not_comparable": "n", "": "-"}  # fmt: skip


@view
class ResultCount:
    """How many results of a kind there are, and how many of them were compared only in part."""

    result: str
    results: int
    by_settings: int
    without_references: int


@view
class UnreadFamily:
    """A family of the baseline that was not read completely, why, and how old what is known of it is.

    `results` counts what could not be compared because of it.
    """

    family: str
    group: str
    state: str
    reason_code: str
    attempted_at: str
    complete_at: str
    results: int


@view
class ComparisonRow:
    """The newest comparison of a tenant with a baseline; `compared_at` is empty while there is none yet.

    `version` is the number of the baseline's version that was compared, `holds_version` the one that holds now (0: none
    any more): where they differ, the comparison is out of date. `read_at` is the oldest reading that it rests on.
    `by_settings` and `without_references` count the results of lower fidelity. `run_href` leads to the run.
    """

    comparison_ref: str
    href: str
    tenant_ref: str
    tenant_name: str
    tenant_href: str
    baseline_ref: str
    baseline_name: str
    baseline_href: str
    version: int
    version_ref: str
    holds_version: int
    priority: int
    matching: int
    covered: int
    different: int
    missing: int
    unexpected: int
    conflicting: int
    unknown: int
    by_settings: int
    without_references: int
    coverage_state: str
    families: int
    families_read: int
    read_at: str
    compared_at: str
    run_href: str
    proposals: int


@view
class ComparisonDetail:
    """One comparison's own page. `is_current` is false once a newer one took its place (`current_href`).

    `handle` is sealed as kind `tenant`, `baseline_handle` as `baseline`, for starting `baseline.compare` again.
    `active_run_href` is the compare of the tenant that waits or works now, empty without one.
    """

    row: ComparisonRow
    handle: str
    baseline_handle: str
    is_current: bool
    current_href: str
    counts: tuple[ResultCount, ...]
    unread: tuple[UnreadFamily, ...]
    families: tuple[str, ...]
    active_run_href: str
    may_compare: bool
    may_match: bool


@view
class ResultRow:
    """What a comparison says of one part, or of one policy that no part expects (`part_ref` empty).

    `name` is the part's name, `policy_name` what the policy in the tenant is called. `reason_code` tells why something
    is not comparable, or what stands beside (`tables` of reasons: words `compare-reason-…`). `basis` says how the
    policy was found: identity, settings, likeness, person, or empty. `policies` counts them where settings are spread
    over several. `read_at` is the reading it rests on; `complete_at` the family's last complete one.
    """

    result_ref: str
    href: str
    part_ref: str
    name: str
    family: str
    result: str
    reason_code: str
    basis: str
    fidelity: str
    policy_ref: str
    policy_name: str
    policy_href: str
    policies: int
    differences: int
    assignment_differences: int
    proposals: int
    read_at: str
    state: str
    finding_href: str
    finding_status: str


@view
class ResultPage:
    """One page of a comparison's results; `cursor` fetches the next one and is empty at the end."""

    rows: tuple[ResultRow, ...]
    cursor: str
    has_more: bool


@view
class PropertyRow:
    """One property that differs. `change` is added, removed or changed; `words` are the readable way to it.

    `expected` and `observed` are what is said for people, `is_secret` hides both. Long texts have `lines`, a unified
    difference, of which `lines_left_out` are not shown.
    """

    path: str
    words: tuple[str, ...]
    change: str
    expected: str
    observed: str
    is_secret: bool
    lines: tuple[str, ...]
    lines_left_out: int


@view
class LeftOut:
    """A property that was not compared.

    `why` is rule (the version's own), name (a policy may go by a name of its own), variable (its value cannot stand
    there), reference (nobody mapped the object) or overruled (a weightier baseline wants it otherwise). `said` is the
    rule's reason or the id that nobody mapped; `kind` the referenced object's kind.
    """

    path: str
    words: tuple[str, ...]
    why: str
    said: str
    kind: str


@view
class CoveringPolicy:
    """A policy of the tenant that has some of the part's settings. `settings` counts them."""

    policy_ref: str
    href: str
    name: str
    family: str
    settings: int


@view
class OtherDemand:
    """Another baseline that wants another value for the same setting in this tenant, at the same priority."""

    baseline_name: str
    baseline_href: str
    part_name: str
    priority: int
    settings: tuple[str, ...]


@view
class Proposal:
    """A policy that may be the part under another name; `score` is the share of its settings, in thousandths.

    `handle` is sealed as kind `match`. `state` is proposed, confirmed or rejected.
    """

    handle: str
    match_ref: str
    part_ref: str
    part_name: str
    family: str
    policy_ref: str
    policy_name: str
    policy_href: str
    state: str
    basis: str
    score: int
    settings: int
    decided_by: str
    decided_at: str


@view
class Candidate:
    """A policy of the tenant that a person may point a part to; `handle` is sealed as kind `policy`.

    `stands_for` names the part it stands for already, empty when it is free.
    """

    handle: str
    policy_ref: str
    name: str
    family: str
    platform: str
    stands_for: str


@view
class ResultDetail:
    """One result's own page. `handle` is sealed as kind `result`: pointing the part to a policy begins with it.

    `properties` of `total` in all; `cursor` fetches the next ones. `may_match` says that this person may confirm,
    reject and point.
    """

    row: ResultRow
    handle: str
    comparison_ref: str
    comparison_href: str
    tenant_ref: str
    tenant_name: str
    baseline_ref: str
    baseline_name: str
    version: int
    properties: tuple[PropertyRow, ...]
    total: int
    cursor: str
    assignments: tuple[AssignmentChange, ...]
    left_out: tuple[LeftOut, ...]
    covering: tuple[CoveringPolicy, ...]
    settings: int
    settings_found: int
    settings_missing: tuple[str, ...]
    demands: tuple[OtherDemand, ...]
    proposals: tuple[Proposal, ...]
    match: Proposal | None
    complete_at: str
    attempted_at: str
    may_match: bool


@view
class FleetPart:
    """A column of the fleet's sheet: `at` is its place, `deviating` counts the tenants where it is not as it should be.

    Columns follow each other by family, then by name.
    """

    at: int
    ref: str
    name: str
    family: str
    deviating: int


@view
class FleetTenant:
    """A row of the fleet's sheet. `cells` has one letter of CELLS for each column from `first_part` of the window on.

    `href` is the comparison, empty where the tenant was never compared; then `cells` is empty too. `outdated` says that
    another version holds now than the one compared. Unexpected policies have no column and are counted.
    """

    at: int
    tenant_ref: str
    name: str
    href: str
    cells: str
    matching: int
    deviating: int
    unexpected: int
    unknown: int
    families: int
    families_read: int
    read_at: str
    version: int
    outdated: bool


@view
class FleetSheet:
    """What the fleet's sheet is about: one baseline, all its parts, how many tenants. Rows come by window.

    `handle` is sealed as kind `baseline`. `counts` are over all tenants; `never` counts tenants not compared yet.
    """

    baseline_ref: str
    baseline_name: str
    baseline_href: str
    handle: str
    parts: tuple[FleetPart, ...]
    tenants: int
    never: int
    incomplete: int
    counts: tuple[ResultCount, ...]
    read_from: str
    may_compare: bool


@view
class FleetWindow:
    """A piece of the fleet's sheet: rows from `first`, each with cells from `first_part`."""

    first: int
    first_part: int
    rows: tuple[FleetTenant, ...]


@view
class FleetChoice:
    """A baseline whose fleet may be looked at, with how many tenants it holds in and how many deviate.

    `never` counts tenants not compared yet, `incomplete` those of which a family was not read completely.
    """

    baseline_ref: str
    name: str
    tenants: int
    deviating: int
    never: int
    incomplete: int
