"""Files of runs: made in pieces, sealed with success, fetched through a checked door, cut off with the right."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tenantpilot.access import sessions
from tenantpilot.access.members import change_member, list_members
from tenantpilot.access.membership_rules import Grant
from tenantpilot.kernel import clock
from tenantpilot.kernel.errors import ForbiddenError, NotFoundError, SignInRequiredError
from tenantpilot.operations import run_queries
from tenantpilot.operations.artifacts import CHUNK, open_download
from tenantpilot.operations.catalogue import Batch
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.download_route import routes
from tenantpilot.operations.kinds.run_export import COLUMNS
from tenantpilot.operations.reading import run_detail
from tenantpilot.operations.recovery import remove_expired_files
from tenantpilot.operations.spreadsheets import harmless
from tests.operations.world import FABRIKAM, KIND, World, execute, probe
from tests.people import account_of, cookie_header

OWNER, OPERATOR = "northwind-owner", "northwind-operator"
CONTENT = bytes(range(256)) * 10_000  # two and a half pieces


def write(work):
    work.files.append("a report.bin", "application/octet-stream", CONTENT[: CHUNK + 7])
    work.files.append("a report.bin", "application/octet-stream", CONTENT[CHUNK + 7 :])
    return Batch(is_last=True)


def made(world: World, key: str = OWNER, batch=write) -> tuple[str, str]:
    """A run with a file, and the file's public id (empty if nobody can see it)."""
    probe(batch=batch)
    ref = start(world.person(key), KIND).run_ref
    execute(world.run(ref))
    files = world.all("select public_id from artifact")
    return ref, files[0]["public_id"] if files else ""


@pytest.mark.proves("OPS-024")
def test_a_file_arrives_whole_and_the_log_knows(world):
    ref, artifact = made(world)
    file = open_download(world.person(OPERATOR), artifact)
    content = b"".join(file.chunks)
    assert content == CONTENT
    assert (file.size, file.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    (shown,) = run_detail(world.person(OWNER), ref).artifacts
    assert shown.href == f"/files/{world.person(OWNER).space}/{artifact}"
    assert world.all("select subject_ref, run_ref from audit_entry where action = 'artifact.downloaded'") == [
        {"subject_ref": artifact, "run_ref": ref}
    ]


@pytest.mark.proves("OPS-024", negative=True)
def test_absent_foreign_and_unfinished_files_look_the_same(world):
    _, artifact = made(world)
    answers = []
    for key, space, wanted in (
        (OWNER, "", "art_aaaaaaaaaaaaaaaaaaaa"),
        (OWNER, "", "../../etc/passwd"),
        ("fabrikam-owner", "", artifact),
        ("fabrikam-owner", "northwind", artifact),
        (OWNER, FABRIKAM, artifact),
        ("northwind-temporary", "", artifact),
        ("both-workspaces", FABRIKAM, artifact),
    ):
        with pytest.raises(NotFoundError) as refused:
            open_download(world.person(key, space), wanted)
        answers.append(refused.value.message_key)
    world.do("update artifact set sealed_at = null")
    with pytest.raises(NotFoundError):
        open_download(world.person(OWNER), artifact)
    assert set(answers) == {"error-not-found"}
    assert world.all("select 1 from audit_entry where action = 'artifact.downloaded'") == []


@pytest.mark.proves("OPS-024", negative=True)
def test_a_member_needs_the_capability_that_made_the_file(world):
    ref, artifact = made(world)
    for key in ("northwind-read-only", "northwind-approver"):
        with pytest.raises(ForbiddenError):
            open_download(world.person(key), artifact)
        assert run_detail(world.person(key), ref).artifacts == ()


@pytest.mark.proves("OPS-024", negative=True)
def test_losing_the_right_cuts_off_a_download_under_way(world):
    _, artifact = made(world, OPERATOR)
    file = open_download(world.person(OPERATOR), artifact)
    assert len(next(file.chunks)) == CHUNK
    sessions.sign_out_everywhere(world.person(OPERATOR))
    with pytest.raises(SignInRequiredError):
        next(file.chunks)


@pytest.mark.proves("OPS-024", negative=True)
@pytest.mark.parametrize("wall", ["both", "queries", "policies"])
def test_somebody_narrowed_since_does_not_get_what_they_made_before(world, monkeypatch, wall):
    """Each of the two walls holds without the other."""
    ref, artifact = made(world, OPERATOR)
    if wall == "queries":
        world.do("drop policy tenants on operation_run")
    if wall == "policies":
        everything = lambda scope, table, person: table.workspace_id == scope.workspace_id  # noqa: E731
        monkeypatch.setattr(run_queries, "within", everything)
    owner = world.person(OWNER)
    name = account_of(OPERATOR).display_name
    tenants = world.all(
        "select t.public_id from tenant t join workspace w on w.id = t.workspace_id where w.public_id = %s", owner.space
    )
    handle = next(row.handle for row in list_members(owner) if row.name == name)
    change_member(owner, handle, Grant("operator", "only", (tenants[0]["public_id"],)))
    with pytest.raises(NotFoundError):
        open_download(world.person(OPERATOR), artifact)
    with pytest.raises(NotFoundError):
        run_detail(world.person(OPERATOR), ref)


def test_files_of_a_run_that_did_not_succeed_are_gone(world):
    def half(work):
        write(work)
        return Batch(is_last=True, reason_code="unexpected_error")

    ref, artifact = made(world, batch=half)
    assert (world.run(ref)["outcome"], artifact) == ("failed", "")
    assert world.all("select 1 from artifact_chunk") == []


def test_files_end_with_their_time(world):
    _, artifact = made(world)
    assert remove_expired_files() == 0
    with clock.freeze(clock.now() + timedelta(days=31)):
        assert remove_expired_files() == 1
    with pytest.raises(NotFoundError):
        open_download(world.person(OWNER), artifact)
    assert world.all("select 1 from artifact_chunk") == []


@pytest.mark.proves("OPS-024", negative=True)
def test_the_door_says_as_little_as_it_may(world):
    _, artifact = made(world)
    origin = "http://localhost:3000"
    space = world.person(OWNER).space
    world.person("northwind-read-only")
    world.person("fabrikam-owner")
    with TestClient(Starlette(routes=routes()), base_url=origin) as browser:

        def get(key: str, path: str):
            headers = cookie_header(origin, world.tokens[key]) if key else {}
            return browser.get(path, headers=headers)

        good = get(OWNER, f"/files/{space}/{artifact}")
        assert (good.status_code, good.content) == (200, CONTENT)
        assert good.headers["content-disposition"].startswith('attachment; filename="a_report.bin"')
        assert good.headers["x-content-type-options"] == "nosniff"
        assert "no-store" in good.headers["cache-control"]
        assert browser.head(f"/files/{space}/{artifact}").status_code == 405
        assert get("", f"/files/{space}/{artifact}").status_code == 401
        assert get("northwind-read-only", f"/files/{space}/{artifact}").status_code == 403
        foreign = get("fabrikam-owner", f"/files/{space}/{artifact}")
        absent = get("fabrikam-owner", f"/files/{space}/art_aaaaaaaaaaaaaaaaaaaa")
        odd = get("fabrikam-owner", f"/files/{space}/%00")
        assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content)
        assert (odd.status_code, odd.content) == (absent.status_code, absent.content)


def _exported(world: World, key: str, **arguments: str) -> list[list[str]]:
    ref = start(world.person(key), "run.export", arguments).run_ref
    execute(world.run(ref))
    assert world.run(ref)["outcome"] == "succeeded"
    (shown,) = run_detail(world.person(key), ref).artifacts
    file = open_download(world.person(key), shown.href.rsplit("/", 1)[1])
    return list(csv.reader(io.StringIO(b"".join(file.chunks).decode("utf-8-sig"))))


@pytest.mark.proves("OPS-019")
def test_the_list_of_runs_leaves_as_csv_with_its_filters(world):
    kept = start(world.person(OWNER), KIND, {"mark": "one"}).run_ref
    execute(world.run(kept))
    start(world.person(OWNER), KIND, {"mark": "two"})
    head, *rows = _exported(world, OWNER, kind=KIND, state="succeeded")
    assert tuple(head) == COLUMNS
    assert [row[0] for row in rows] == [kept]
    _, *all_rows = _exported(world, OWNER)
    assert len(all_rows) == 4
    _, *narrowed = _exported(world, "northwind-temporary")
    assert len(narrowed) == 1, "a narrowed member exports what they see: their own export"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1", "\n=cmd|' /C calc'!A0"]
)
def test_no_cell_is_a_formula(world, text):
    assert harmless(text).startswith("'")
    world.do("update user_account set display_name = %s where public_id = %s", text, account_of(OWNER).public_id)
    for row in _exported(world, OWNER)[1:]:
        assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in row)


def test_ordinary_cells_stay_as_they_are():
    assert [harmless(value) for value in ("Priya Raman", 12, None, "run_abc", "a=b")] == [
        "Priya Raman", "12", "", "run_abc", "a=b",
    ]  # fmt: skip
