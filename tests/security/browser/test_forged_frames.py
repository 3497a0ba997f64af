"""Through a real browser whose frames are rewritten on the way, on the pages of the first tier."""

from __future__ import annotations

import json

import pytest

from tenantpilot.access import handles
from tests import people
from tests.security.attacks import inputs, watch
from tests.security.harness.raw import NAMESPACE
from tests.waiting import until

pytestmark = pytest.mark.browser
TIER_1 = (
    "members", "operations", "operations/[run]", "schedules", "tenants", "tenants/[tenant]",
    "tenants/[tenant]/permissions", "connections/[connection]", "connections/new?environment_id=[tenant]",
    "inventory", "inventory/[policy]", "controls",
    "findings", "findings/[finding]", "exceptions", "exceptions/[exception]", "rules",
)  # fmt: skip
HEAD = f"42{NAMESPACE},"


class Wire:
    """The socket of a page: everything that passed, a change for what goes out, and frames of one's own."""

    def __init__(self, page, change=lambda text: text) -> None:
        self.heard: list[str] = []
        self.server = None
        page.route_web_socket(lambda url: NAMESPACE in url, lambda route: self._open(route, change))

    def _open(self, route, change) -> None:
        self.server = route.connect_to_server()
        route.on_message(lambda text: self.server.send(change(text)))

        def back(text) -> None:
            self.heard.append(text)
            route.send(text)

        self.server.on_message(back)

    def send(self, event) -> None:
        self.server.send(HEAD + json.dumps(["event", event]))


def victims_names(siege) -> set[str]:
    rows = siege.world.sql(
        "select u.display_name from user_account u join membership m on m.user_id = u.id join workspace w"
        " on w.id = m.workspace_id where w.public_id = %s except select u.display_name from user_account u"
        " join membership m on m.user_id = u.id join workspace w on w.id = m.workspace_id where w.public_id = %s",
        siege.victim,
        siege.home,
    )
    return {name for (name,) in rows}


@pytest.mark.proves("CTS-019", negative=True)
@pytest.mark.parametrize("place", TIER_1)
def test_a_page_whose_frames_name_another_workspace_shows_nothing_of_it(siege, visit, place):
    path = siege.booty.place(f"admin/[space]/{place}", siege.home)
    wires = []
    page = visit(
        "fabrikam-owner",
        path,
        lambda page: wires.append(Wire(page, lambda text: text.replace(siege.home, siege.victim))),
    )
    page.wait_for_load_state("networkidle")
    until(
        lambda: "error-not-found" in "".join(wires[0].heard), "the refusal", pause=lambda _: page.wait_for_timeout(50)
    )
    page.wait_for_timeout(500)
    text = page.locator("body").inner_text()
    assert not [name for name in victims_names(siege) if name in text]
    assert watch.leaks(wires[0].heard, siege.booty, {siege.home}, own(siege, "fabrikam-owner")) == []


def own(siege, who) -> set[str]:
    account = people.account_of(who)
    refs = {ref for (ref,) in siege.world.sql("select ref from session where user_id = %s", account.id)}
    named = {v for pair in siege.booty.rows.values() for v in pair}
    return {account.email, account.public_id, siege.home, siege.victim, *refs, *named}


@pytest.mark.proves("CTS-019", "CTS-009", negative=True)
@pytest.mark.parametrize(
    ("who", "place"),
    [(who, place) for who in ("fabrikam-owner", "northwind-read-only") for place in ("members", "operations")]
    + [("fabrikam-owner", "/account/sessions")],
)
def test_forged_events_change_nothing(siege, visit, who, place):
    space = siege.home if who.startswith("fabrikam") else siege.victim
    path = place if place.startswith("/") else f"/admin/{space}/{place}"
    wires = []
    page = visit(who, path, lambda page: wires.append(Wire(page)))
    page.wait_for_load_state("networkidle")
    siege.world.at_rest()
    siege.rows.changes()
    context = people.context_of(who, token=page.token)
    for event in forged(siege, context, who, path):
        wires[0].send(event)
        page.wait_for_timeout(55)  # slower than the limit, or most would not even be looked at
    page.wait_for_timeout(400)
    siege.world.at_rest()
    user = people.account_of(who)
    owned = [siege.keys[siege.home]] if who.startswith("fabrikam") else []
    allowed = watch.Allowance(str(user.id), user.public_id, owned, may_start=False)
    assert [c for c in siege.rows.changes() if allowed.forbids(c)] == []
    visible = {siege.home} if who.startswith("fabrikam") else {siege.victim}
    assert watch.leaks(wires[0].heard, siege.booty, visible, own(siege, who)) == []
    assert page.locator("body").is_visible()


def forged(siege, context, who, path):
    """Events of the page's handlers with a victim's records, as no page would send them."""
    states = {"members": "Members", "operations": "Start", "sessions": "SignIns"}
    owner = states[path.rpartition("/")[2]]
    for target in siege.targets:
        state = target.label.partition(".")[0]
        if state not in (owner, "Run", "Schedules") or "everywhere" in target.label or "others" in target.label:
            continue
        if who.startswith("fabrikam") and not inputs.takes_text(target.arguments):
            continue
        for payload in payloads(siege, context, target):
            yield {"name": target.name, "payload": payload, "router_data": {"asPath": path, "pathname": path}}


def payloads(siege, context, target):
    yield inputs.payload(target.arguments)
    for argument in inputs.takes_text(target.arguments)[:1]:
        for kind, ref, handle in siege.stolen:
            yield inputs.naming(target.arguments, argument, handle)
            if context.space != siege.victim:
                yield inputs.naming(target.arguments, argument, handles.seal(context, kind, ref))
