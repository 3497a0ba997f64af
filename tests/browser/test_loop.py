"""From drift to decision to proof, as two people do it in the browser while somebody works in the tenant."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.reading import list_findings
from tenantpilot.findings.views import FindingRow
from tests.browser.test_findings import _in_days, go, head, person
from tests.browser.work import MANAGER, OPERATOR
from tests.browser.world import World, find
from tests.waiting import until

pytestmark = pytest.mark.browser
COMPLIANCE = "deviceCompliancePolicies"
NOISE = {"isAssigned", "supportsScopeTags"}


def _change(world: World) -> tuple[str, dict[str, bool], dict[str, bool]]:
    """A policy that the baseline expects, with two different ways to change it and what it says now."""
    for item in world.cloud.large.store.objects[COMPLIANCE].values():
        switches = sorted(name for name, value in item.items() if isinstance(value, bool) and name not in NOISE)
        if len(switches) > 1:
            return item["id"], {name: item[name] for name in switches[:2]}, {switches[0]: not item[switches[0]]}
    raise AssertionError("no policy with two switches")


def _about(world: World, policy_ref: str) -> list[FindingRow]:
    with world.person(OPERATOR) as ctx:
        return list(list_findings(ctx, FindingFilters(policy=policy_ref, source=world.held.baseline)).rows)


def _sync(page: Page, world: World) -> None:
    go(page, world, f"/tenants/{world.read.tenant}")
    page.get_by_role("button", name="Sync inventory").click()
    expect(page.get_by_text("Syncing")).to_have_count(0, timeout=60_000)


@pytest.mark.proves("FWE-009", "FWE-010", "DEM-011")
def test_drift_is_found_accepted_watched_reopened_mended_and_proven(browser: Browser, world: World) -> None:
    key, before, drift = _change(world)
    with world.person(OPERATOR) as ctx:
        policy_ref = find(ctx, key).policy_ref
    world.cloud.edit(world.cloud.large, COMPLIANCE, key, **drift)
    with person(browser, world, OPERATOR, "/tenants") as page:
        _sync(page, world)
        until(lambda: bool(_about(world, policy_ref)), "the finding")
        (row,) = _about(world, policy_ref)
        go(page, world, f"/findings/{row.finding_ref}")
        expect(page.locator(".cmp-row").first).to_be_visible()
        head(page).get_by_role("button", name="Triage").click()
        page.get_by_role("dialog").get_by_role("button", name="Triage").click()
        expect(head(page)).to_contain_text("Triaged")
        _ask(page)
        address = page.url
    with person(browser, world, MANAGER, "/exceptions") as page:
        page.goto(address)
        head(page).get_by_role("button", name="Approve").click()
        page.get_by_role("dialog").get_by_role("button", name="Approve").click()
        expect(head(page)).to_contain_text("In force")
        go(page, world, f"/findings/{row.finding_ref}")
        expect(head(page)).to_contain_text("Risk accepted")

    other = next(name for name in before if name not in drift)
    world.cloud.edit(world.cloud.large, COMPLIANCE, key, **{other: not before[other]})
    with person(browser, world, OPERATOR, "/tenants") as page:
        _sync(page, world)
        until(lambda: [one.status for one in _about(world, policy_ref)] == ["reopened"], "the finding to reopen")
        go(page, world, f"/findings/{row.finding_ref}")
        expect(head(page)).to_contain_text("Reopened")
        expect(page.locator(".timeline")).to_contain_text("the value is no longer the accepted one")
        page.goto(address)
        expect(head(page)).to_contain_text(re.compile("Revoked|Ended|Over|Expired"))

    world.cloud.edit(world.cloud.large, COMPLIANCE, key, **before)
    with person(browser, world, OPERATOR, "/tenants") as page:
        _sync(page, world)
        until(lambda: not _about(world, policy_ref), "the finding to end")  # the open ones
        go(page, world, f"/findings/{row.finding_ref}")
        expect(head(page)).to_contain_text("Proven fixed")
        expect(page.locator(".timeline")).to_contain_text("Proven fixed by a complete reading")


def _ask(page: Page) -> None:
    head(page).get_by_role("button", name="Request acceptance").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Ends on").fill(_in_days(page, 14))
    dialog.get_by_label("Justification").fill("The devices are replaced next month.")
    dialog.get_by_role("button", name="Request acceptance").click()
    head(page).get_by_role("link", name="Open request").click()
    page.wait_for_url("**/exceptions/exc_*")
    expect(head(page)).to_contain_text("Waiting for approval")


@pytest.mark.proves("OVR-101", "OVR-002")
def test_pages_begin_with_what_needs_attention(browser: Browser, world: World) -> None:
    with person(browser, world, MANAGER, "") as page:
        attention = page.locator("main .att").first
        expect(page.get_by_role("heading", name="Needs attention")).to_be_visible()
        expect(attention.get_by_role("listitem").first).to_be_visible()
        assert re.search(
            r"\d+ parts match, \d+ deviate, \d+ are unknown",
            page.get_by_role("img", name="parts match").get_attribute("aria-label") or "",
        )
        expect(page.get_by_role("img", name="Open findings at the end of each")).to_be_visible()
        go(page, world, f"/tenants/{world.read.tenant}")
        expect(page.get_by_role("heading", name="Needs attention")).to_be_visible()
        page.locator("main .att").get_by_role("link").first.click()
        page.wait_for_url(re.compile(r"/(findings|exceptions|tenants)"))
