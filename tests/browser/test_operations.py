"""Operations as people meet them: started, watched, finished with one notice, downloaded, checked elsewhere."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.notifications import mark_all_read
from tenantpilot.audit.signing import public_key_base64
from tenantpilot.operations import catalogue
from tests.browser.world import OWNER, World, settled, signed_in
from tests.people import pointing_at

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
READER = "northwind-read-only"


def look(page: Page, world: World, path: str) -> Page:
    """Go to a page of Northwind and wait for its answer."""
    page.goto(f"{world.origin}/admin/{world.northwind}{path}")
    settled(page)
    return page


def start(page: Page, name: str) -> None:
    """Press a start button and follow the message to the run."""
    page.get_by_role("button", name=name).click()
    page.get_by_role("region", name="Messages").get_by_role("link", name="Open run").click()
    page.wait_for_url("**/operations/run_*")


def finished(page: Page, words: str = "Succeeded") -> None:
    """Wait until the run's page shows how it ended, without a reload."""
    expect(page.get_by_role("main").locator(".rechead").get_by_text(words)).to_be_visible()


def download(page: Page, folder: Path) -> Path:
    """The file of the run's page."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


@pytest.mark.proves("OPS-015", "OPS-016", "OPS-017", "OPS-024")
def test_the_audit_log_is_exported_downloaded_and_verified_by_somebody_else(
    browser: Browser, world: World, tmp_path: Path
) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        with world.person() as ctx:
            mark_all_read(ctx)
        page = look(context.new_page(), world, "/audit")
        notices = page.get_by_role("button", name="Notifications")
        expect(notices).to_have_accessible_name("Notifications")
        start(page, "Export audit log")
        finished(page)
        file = download(page, tmp_path)
        expect(notices).to_have_accessible_name("Notifications, 1 unread", timeout=30_000)
    with pointing_at(world.product.variables):
        key = public_key_base64()
    done = subprocess.run(
        [sys.executable, "-I", ROOT / "tools/verify_audit.py", file, "--key", key],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_verifying_says_that_the_chain_holds(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, "/audit")
        start(page, "Verify audit chain")
        finished(page)
        expect(page.get_by_role("heading", name="Verify audit chain")).to_be_visible()


@pytest.mark.proves("OPS-019")
def test_the_list_is_filtered_in_the_address_and_exported_as_shown(
    browser: Browser, world: World, tmp_path: Path
) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, "/operations")
        page.get_by_role("combobox", name="Operation").select_option("audit.verify")
        page.wait_for_url("**kind=audit.verify*")
        rows = page.get_by_role("table", name="Operations").locator("tbody tr")
        expect(rows.first).to_contain_text("Verify audit chain")
        expect(rows.filter(has_text="Export audit log")).to_have_count(0)
        page.get_by_role("button", name="Export run metadata").click()
        page.get_by_role("region", name="Messages").get_by_role("link", name="Open run").click()
        finished(page)
        file = download(page, tmp_path)
    kinds = {row["kind"] for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())}
    assert kinds == {"audit.verify"}


@pytest.mark.proves("OPS-024", negative=True)
def test_a_reader_sees_runs_but_is_offered_nothing_to_start(browser: Browser, world: World) -> None:
    assert Capability.RUN_EXPORT is catalogue.find("run.export").capability
    with signed_in(browser, world, READER, locale="en-GB") as context:
        page = look(context.new_page(), world, "/operations")
        expect(page.get_by_role("table", name="Operations")).to_be_visible()
        expect(page.get_by_role("button", name="Export run metadata")).to_have_count(0)
        look(page, world, f"/operations/{world.run_ref}")
        expect(page.get_by_role("link", name="Download")).to_have_count(0)
        expect(page.get_by_text("Diagnostics")).to_have_count(0)


def test_a_run_of_another_workspace_is_not_there(browser: Browser, world: World) -> None:
    with signed_in(browser, world, "fabrikam-owner", locale="en-GB") as context:
        page = context.new_page()
        for space in (world.northwind, world.fabrikam):
            page.goto(f"{world.origin}/admin/{space}/operations/{world.run_ref}")
            settled(page)
            expect(page.get_by_role("heading", name="Nothing is here")).to_be_visible()
