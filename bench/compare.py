"""A fleet of 100 tenants with 700 policies each against one baseline, as workers compare it, beside the join alone."""

from __future__ import annotations

import json
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bench.ground import connect_settings, seeded, servers
from bench.rows import Row
from tenantpilot.inventory import veil as veils
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.operations import dispatch, execution
from tenantpilot.operations.names import COMPARE_BASELINES
from tests.inventory.rules.bodies import assignments, catalog, choice, contract, made, simple, target
from tests.people import context_of, pointing_at, session_of

TENANTS, POLICIES, GROUPS, ROUNDS = 100, 700, 20, 5
FLEET_SECONDS, TENANT_MS = 10.0, 300.0
FAMILY = "settings_catalog"
JOIN = """
  select c.tenant_id, count(*) filter (where p.content_digest = b.content_digest) from baseline_part b
    join policy_match c on c.workspace_id = b.workspace_id and c.part_ref = b.part_ref and c.state = 'confirmed'
    join policy p on p.workspace_id = c.workspace_id and p.id = c.policy_id
  where b.workspace_id = %s and b.version_id = %s group by c.tenant_id"""
Rows = list[tuple[Any, ...]]


class Ground:
    """The rows of the fleet: every tenant has groups of its own, mapped to the reference tenant's."""

    def __init__(self, connection: psycopg.Connection, workspace: uuid.UUID) -> None:
        self.connection, self.workspace = connection, workspace
        self.veil = veils.Veil("wsp_bench", "ten_bench")
        self.contract = contract(FAMILY)
        self.kept: dict[str, str] = {}

    def fill(self) -> tuple[uuid.UUID, str, list[tuple[uuid.UUID, str]]]:
        """Write everything; version, baseline's public id, tenants."""
        tenants = [(uuid.uuid4(), new_public_id("ten")) for _ in range(TENANTS)]
        self.copy("tenant", "workspace_id, id, public_id, name, provider_tenant_id, primary_domain, environment, tier,"
                  " lifecycle, lifecycle_at, created_at",
                  [(self.workspace, key, ref, f"Customer {at:03}", uuid.uuid4(), f"c{at}.example", "production",
                    "silver", "draft", "now", "now") for at, (key, ref) in enumerate(tenants)])  # fmt: skip
        contents = [self.content(number) for number in range(POLICIES)]
        version, baseline_ref = self.baseline(tenants, contents)
        self.policies(tenants, contents)
        self.copy("policy_content", "workspace_id, id, digest, text, size, created_at",
                  [(self.workspace, uuid.uuid4(), digest, text, len(text), "now")
                   for digest, text in self.kept.items()])  # fmt: skip
        return version, baseline_ref, tenants

    def copy(self, table: str, columns: str, rows: Rows) -> None:
        """Write rows past all walls."""
        self.connection.execute(f"alter table {table} disable trigger all")
        with self.connection.cursor().copy(f"copy {table} ({columns}) from stdin") as out:
            for row in rows:
                out.write_row(row)
        self.connection.execute(f"alter table {table} enable trigger all")

    def content(self, number: int) -> str:
        """Digest of a policy's content; what it is called differs from none in another tenant."""
        area = f"device_vendor_msft_policy_config_area{number}"
        inside = [simple(f"{area}_{at}", f"value {at}") for at in range(8)]
        body = catalog(choice(f"{area}_on", "1", *inside), id=str(uuid.uuid4()), name=f"Policy {number:03}")
        return self.keep(made(body | {"assignments": [], "roleScopeTagIds": ["0"]}, self.contract, self.veil).settings)

    def keep(self, canonical: Any) -> str:
        """Keep a content; its digest."""
        self.kept[canonical.digest] = canonical.content.decode()
        return str(canonical.digest)

    def targets(self, at: int, group: int) -> str:
        """Digest of the assignment to one of a tenant's groups."""
        body = catalog(id="x", assignments=assignments("x", target("group", group_of(at, group))))
        return self.keep(made(body, self.contract, self.veil).assignments)

    def baseline(self, tenants: list[tuple[uuid.UUID, str]], contents: list[str]) -> tuple[uuid.UUID, str]:
        """A baseline of the first tenant's policies that holds in all of them."""
        base, version, ref = uuid.uuid4(), uuid.uuid4(), new_public_id("bsl")
        own = self.workspace
        self.copy("baseline", "workspace_id, id, public_id, name, description, created_at",
                  [(own, base, ref, "Fleet", "", "now")])  # fmt: skip
        self.copy("baseline_version",
                  "workspace_id, id, public_id, baseline_id, number, state, note, digest, revision, created_at,"
                  " published_at",
                  [(own, version, new_public_id("bsv"), base, 1, "published", "", "d", 1, "now", "now")])  # fmt: skip
        self.copy("baseline_ring", "workspace_id, id, baseline_id, number, name, version_id, since",
                  [(own, uuid.uuid4(), base, 1, "", version, "now")])  # fmt: skip
        self.copy("baseline_family", "workspace_id, id, version_id, family", [(own, uuid.uuid4(), version, FAMILY)])
        self.copy("baseline_part",
                  "workspace_id, id, part_ref, version_id, family, provider_id, source_tenant_id, name, platform, type,"
                  " content_digest, assignments_digest, rules_version, captured_at, severity, assignments",
                  [(own, uuid.uuid4(), new_public_id("bsp"), version, FAMILY, f"0-{at}", tenants[0][0],
                    f"Policy {at:03}", "windows", "", digest, self.targets(0, at % GROUPS), RULES_VERSION, "now", "",
                    "compare") for at, digest in enumerate(contents)])  # fmt: skip
        self.copy("baseline_assignment",
                  "workspace_id, id, public_id, baseline_id, tenant_id, priority, ring, assigned_at",
                  [(own, uuid.uuid4(), new_public_id("bsa"), base, key, 100, 1, "now") for key, _ in tenants]
                  )  # fmt: skip
        self.copy("tenant_value", "workspace_id, id, tenant_id, kind, name, value, changed_at",
                  [(own, uuid.uuid4(), key, "reference", f"group:{group_of(0, group)}", group_of(at, group), "now")
                   for at, (key, _) in enumerate(tenants) if at for group in range(GROUPS)])  # fmt: skip
        return version, ref

    def policies(self, tenants: list[tuple[uuid.UUID, str]], contents: list[str]) -> None:
        """Every tenant's policies, and that their family was read."""
        own = self.workspace
        for at, (key, _) in enumerate(tenants):
            targets = [self.targets(at, group) for group in range(GROUPS)]
            self.copy("policy",
                      "workspace_id, id, public_id, tenant_id, family, provider_id, name, description, sort_key,"
                      " platform, type, version, content_digest, assignments_digest, listed_digest, rules_version,"
                      " assigned, assignment_count, first_seen_at, last_seen_at, changed_at, changed_by,"
                      " changed_by_kind, is_ghost",
                      [(own, uuid.uuid4(), new_public_id("pol"), key, FAMILY, f"{at}-{number}", f"Policy {number:03}",
                        "", f"policy {number:03}", "windows", "", 1, digest, targets[number % GROUPS], "",
                        RULES_VERSION, "assigned", 1, "now", "now", "now", "", "", False)
                       for number, digest in enumerate(contents)])  # fmt: skip
        self.copy("family_coverage",
                  "workspace_id, id, tenant_id, capture_id, family, state, reason_code, detail, request_ids,"
                  " missing_permissions, attempted_at, complete_at, objects",
                  [(own, uuid.uuid4(), key, uuid.uuid4(), FAMILY, "read", "", "", "", "", "now", "now", POLICIES)
                   for key, _ in tenants])  # fmt: skip


def group_of(tenant: int, group: int) -> str:
    """A tenant's group."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{tenant}/{group}"))


def measure() -> list[Row]:
    """All rows of this subject."""
    with servers() as servers_made:
        database = seeded(servers_made)
        with (
            pointing_at(connect_settings(servers_made, database)),
            psycopg.connect(database.administrator_url, autocommit=True) as connection,
        ):
            workspace = connection.execute("select id from workspace where name like 'Northwind%'").fetchone()[0]
            version, baseline, tenants = Ground(connection, workspace).fill()
            connection.execute("vacuum analyze")
            return list(_rows(Fleet(connection, workspace, version, baseline, tenants)))


class Fleet:
    """Compares of the fleet, each as a run of a worker."""

    def __init__(self, connection: psycopg.Connection, workspace: uuid.UUID, version: uuid.UUID, baseline: str,
                 tenants: list[tuple[uuid.UUID, str]]) -> None:  # fmt: skip
        self.connection, self.workspace, self.version = connection, workspace, version
        self.baseline, self.tenants = baseline, tenants
        self.ctx = context_of("northwind-operator", token=session_of("northwind-operator"))

    def run(self, tenant: str = "") -> float:
        """Milliseconds of a run's work."""
        arguments = {} if tenant else {"baseline": self.baseline}
        started = dispatch.start(self.ctx, COMPARE_BASELINES, arguments, tenant=tenant or None)
        row = self.connection.execute(
            "select workspace_id, id from operation_run where public_id = %s", (started.run_ref,)
        ).fetchone()
        claimed = execution.claim(*row)
        assert claimed is not None
        began = time.perf_counter()
        execution.work(claimed)
        taken = (time.perf_counter() - began) * 1000
        found = self.connection.execute(
            "select outcome, diagnostics from operation_run where public_id = %s", (started.run_ref,)
        ).fetchone()
        assert found[0] == "succeeded", found
        return taken

    def forget(self) -> None:
        """Let every tenant be judged anew."""
        self.connection.execute("update comparison set inputs_digest = ''")

    def join(self) -> float:
        """Milliseconds of the digests alone."""
        began = time.perf_counter()
        found = self.connection.execute(JOIN, (self.workspace, self.version)).fetchall()
        assert [count for _, count in found] == [POLICIES] * TENANTS
        return (time.perf_counter() - began) * 1000


@contextmanager
def _checked(fleet: Fleet) -> Iterator[None]:
    """Whatever is measured must have said the truth."""
    yield
    found = fleet.connection.execute(
        "select count(*), sum(matching), sum(different + missing + unexpected + unknown + conflicting)"
        " from comparison where is_current"
    ).fetchone()
    assert found == (TENANTS, TENANTS * POLICIES, 0), found
    assert fleet.connection.execute("select count(*) from finding").fetchone() == (0,)


def _rows(fleet: Fleet) -> Iterator[Row]:
    subject = f"{TENANTS} tenants x {POLICIES} policies"
    with _checked(fleet):
        first = fleet.run()
    fleet.connection.execute("vacuum analyze")
    joined = statistics.median(fleet.join() for _ in range(ROUNDS))
    yield Row(f"{subject}: the first time, nobody knows which policy is which", "", f"{first / 1000:.1f} s", None,
              note="settings of all contents found, every policy known again by them, all results written")  # fmt: skip
    anew = []
    for _ in range(2):
        fleet.forget()
        with _checked(fleet):
            anew.append(fleet.run())
    yield Row(f"{subject}: nothing differs, everything judged and written anew", "", f"{min(anew) / 1000:.1f} s", None,
              note="as after a new version of the baseline that says the same")  # fmt: skip
    with _checked(fleet):
        again = min(fleet.run() for _ in range(2))
    yield _row(f"{subject}: nothing changed since the last compare", again, joined)
    one = [ref for _, ref in fleet.tenants[1 : 1 + 2 * ROUNDS]]
    fleet.forget()
    whole = statistics.median(fleet.run(ref) for ref in one)
    same = statistics.median(fleet.run(ref) for ref in one)
    for said, taken in (("judged and written anew", whole), ("nothing changed", same)):
        yield Row(f"one tenant x {POLICIES} policies: {said}", f"at most {TENANT_MS:.0f} ms", f"{taken:.0f} ms",
                  taken <= TENANT_MS, note="the whole run of a worker, its proof, items and log entry")  # fmt: skip


def _row(subject: str, taken: float, joined: float) -> Row:
    return Row(subject, f"at most {FLEET_SECONDS:.0f} s", f"{taken / 1000:.2f} s", taken <= FLEET_SECONDS * 1000,
               note=f"{taken / joined:.0f}x of the join of digests alone ({joined:.0f} ms)")  # fmt: skip


if __name__ == "__main__":
    print(json.dumps([row.__dict__ for row in measure()], indent=1, default=str))
