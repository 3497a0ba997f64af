"""The client against the sandbox over HTTP: whole readings, every fault, withdrawn rights, and what has not changed."""

import asyncio
import contextlib
import time

import pytest

from tenantpilot.provider.client import Patience, SecretCredential, Tools
from tenantpilot.provider.reading import State
from tenantpilot.sandbox.graph.faults import Fault
from tests.provider.client import sandbox
from tests.provider.client.sandbox import FAMILIES, link, read, tenant, using


@pytest.fixture
def data(graph):
    made = tenant()
    graph.add_tenant(made)
    return made


async def soon(seconds):
    await asyncio.sleep(min(seconds, 0.01))


def hasty(fault=None, **more):
    """Waits hardly at all, but for answers: on a busy machine these may take a while without any fault."""
    timeout = 1.0 if fault in (Fault.HANG, Fault.LOGIN_HANGS) else 30.0
    return Tools(sleep=soon, timeout=timeout, patience=Patience(seconds=60.0, **more))


@pytest.mark.proves("PRV-107")
def test_a_tenant_is_read_whole(graph, data):
    found = read(link(graph, data))
    assert {one.state for one in found.values()} == {State.READ}
    assert {name: len(one.objects) for name, one in found.items()} == {
        "settings_catalog": 5, "device_configuration": 4, "update_rings": 1, "powershell_scripts": 5,
        "terms_and_conditions": 5, "assignment_filters": 1, "administrative_templates": 5,
    }  # fmt: skip
    bodies = {name: {item.provider_id: item.body for item in one.objects} for name, one in found.items()}
    catalog = bodies["settings_catalog"]["configurationpolicie-0"]
    assert [one["id"] for one in catalog["settings"]] == [str(number) for number in range(60)]
    assert catalog["assignments"][0]["target"]["groupId"] == sandbox.GROUP
    assert bodies["powershell_scripts"]["devicemanagementscri-0"]["scriptContent"] == "RWNobw=="
    value = bodies["administrative_templates"]["grouppolicyconfigura-2"]["definitionValues"][0]
    assert value["definition"]["displayName"] == "D"
    assert value["presentationValues"][0]["presentation"]["id"] == "p-1"
    assert (
        bodies["terms_and_conditions"]["termsandconditions-3"]["assignments"][0]["target"]["groupId"] == sandbox.GROUP
    )
    assert all(one.listed and one.name for reading in found.values() for one in reading.objects)


@pytest.mark.proves("PRV-109")
def test_a_list_that_several_families_share_is_read_once(graph, data):
    mark = graph.log.mark()
    read(link(graph, data), ["device_configuration", "update_rings"])
    lists = [one for one in graph.log.after(mark, tenant=data.tenant_id) if one.path.endswith("/deviceConfigurations")]
    assert len(lists) == 1


STATES = {
    Fault.FORBIDDEN: State.FORBIDDEN, Fault.ROLE_REFUSED: State.FORBIDDEN, Fault.TOKEN_REFUSED: State.FORBIDDEN,
    Fault.CLAIMS_CHALLENGE: State.FORBIDDEN, Fault.THROTTLED: State.THROTTLED,
    Fault.THROTTLED_SILENTLY: State.THROTTLED, Fault.THROTTLED_UNTIL: State.THROTTLED,
    Fault.UNLICENSED: State.UNLICENSED, Fault.UNSUPPORTED: State.UNSUPPORTED, Fault.GONE: State.UNSUPPORTED,
    Fault.STATUS: State.PARTIAL, Fault.HANG: State.PARTIAL, Fault.CUT: State.PARTIAL, Fault.CUT_PAGE: State.PARTIAL,
    Fault.NOT_JSON: State.PARTIAL, Fault.WRONG_SHAPE: State.PARTIAL, Fault.LOOPING_PAGE: State.PARTIAL,
    Fault.REPEATED: State.PARTIAL, Fault.FOREIGN_LINK: State.PARTIAL,
}  # fmt: skip
HARMLESS = (Fault.EMPTY_PAGE, Fault.SHUFFLED, Fault.ADDED, Fault.LATENCY)
LISTS = {"settings_catalog": "configurationPolicies", "terms_and_conditions": "termsAndConditions",
         "powershell_scripts": "deviceManagementScripts", "device_configuration": "deviceConfigurations"}  # fmt: skip


@pytest.mark.proves("PRV-106")
@pytest.mark.proves("PRV-107", negative=True)
@pytest.mark.parametrize("fault", STATES)
def test_a_fault_in_a_list_never_looks_like_a_whole_reading(graph, data, fault):
    """Beside the spoilt one everything else is read."""
    for family in ("settings_catalog", "terms_and_conditions"):
        graph.faults.clear()
        path = rf"{LISTS[family]}(\?|$)"
        graph.faults.add(fault, tenant=data.tenant_id, path=path, parts="never", times=None)
        found = read(link(graph, data), [family, "powershell_scripts"], tools=hasty(fault, attempts=2))
        assert found[family].state is STATES[fault], found[family].troubles
        assert not found[family].listed_all
        assert all(one.code for one in found[family].troubles)
        assert found[family].troubles[0].request_id
        assert found["powershell_scripts"].state is State.READ
    if fault is Fault.FORBIDDEN:
        assert "DeviceManagementServiceConfig.Read.All" in found["terms_and_conditions"].missing_permissions


@pytest.mark.proves("PRV-107", negative=True)
@pytest.mark.parametrize("fault", [
    Fault.FORBIDDEN, Fault.THROTTLED, Fault.THROTTLED_SILENTLY, Fault.STATUS, Fault.UNSUPPORTED, Fault.WRONG_SHAPE,
])  # fmt: skip
def test_a_fault_in_parts_makes_objects_incomplete_and_the_list_stays_whole(graph, data, fault):
    graph.faults.add(fault, tenant=data.tenant_id, path=r"termsAndConditions/.*/assignments", times=None)
    found = read(link(graph, data), ["terms_and_conditions", "powershell_scripts"], tools=hasty(attempts=2))
    terms = found["terms_and_conditions"]
    assert terms.state is not State.READ
    assert terms.listed_all
    assert [one.is_whole for one in terms.objects] == [False] * 5
    assert {one.listed for one in terms.objects} == {""}
    assert found["powershell_scripts"].state is State.READ


@pytest.mark.proves("PRV-107")
@pytest.mark.parametrize("fault", HARMLESS)
def test_what_only_looks_different_is_read_whole(graph, data, fault):
    graph.faults.add(fault, tenant=data.tenant_id, seconds=0.01)
    found = read(link(graph, data), tools=hasty())
    assert {one.state for one in found.values()} == {State.READ}
    assert [len(one.objects) for one in found.values()].count(5) == 4


@pytest.mark.proves("PRV-105")
@pytest.mark.parametrize("fault", [
    Fault.THROTTLED, Fault.THROTTLED_SILENTLY, Fault.THROTTLED_UNTIL, Fault.STATUS, Fault.CUT, Fault.CUT_PAGE,
])  # fmt: skip
def test_a_fault_that_passes_costs_nothing_but_time(graph, data, fault):
    graph.faults.add(fault, tenant=data.tenant_id, parts="never", every=4, times=6)
    found = read(link(graph, data), tools=hasty(attempts=9, malformed=9))
    assert {one.state for one in found.values()} == {State.READ}


@pytest.mark.proves("PRV-104")
def test_every_third_part_throttled_inside_answers_of_200(graph, data):
    armed = graph.faults.add(Fault.THROTTLED, tenant=data.tenant_id, parts="only", every=3)
    found = read(link(graph, data), tools=hasty())
    assert {one.state for one in found.values()} == {State.READ}
    assert armed.happened > 5


LOGIN = {
    Fault.CONSENT_WITHDRAWN: "app_not_in_tenant", Fault.SECRET_EXPIRED: "credential_expired",
    Fault.SECRET_WRONG: "credential_wrong", Fault.TENANT_GONE: "tenant_not_found",
    Fault.TENANT_BLOCKED: "tenant_blocked", Fault.APP_DISABLED: "app_disabled",
    Fault.POLICY_BLOCKED: "access_policy_blocks", Fault.LOGIN_BUSY: "sign_in_unavailable",
    Fault.LOGIN_DOWN: "sign_in_unavailable", Fault.LOGIN_HANGS: "sign_in_unavailable",
}  # fmt: skip


@pytest.mark.proves("PRV-102", negative=True)
@pytest.mark.proves("PRV-110", negative=True)
@pytest.mark.parametrize(("fault", "code"), LOGIN.items())
def test_each_fault_of_the_sign_in_has_its_reason(graph, data, fault, code):
    graph.faults.add(fault, tenant=data.tenant_id, seconds=5)
    to = link(graph, data)
    mark = graph.log.mark()
    found = using(to, lambda client: client.check(), tools=hasty(fault, attempts=2))
    assert found.trouble.code == code
    assert found.granted is None
    readings = read(to, tools=hasty(fault, attempts=2))
    assert {one.troubles[0].code for one in readings.values()} == {code}
    assert not any(one.kind == "graph" for one in graph.log.after(mark, tenant=data.tenant_id))


@pytest.mark.proves("PRV-108", negative=True)
@pytest.mark.parametrize("allowed", [0, 1, 2, 4, 6, 7])
def test_after_a_refused_permit_no_request_reaches_the_tenant(graph, data, allowed):
    asked = []

    class WithdrawnError(Exception):
        pass

    async def confirm():
        await asyncio.sleep(0)
        asked.append(1)
        if len(asked) > allowed:
            raise WithdrawnError

    mark = graph.log.mark()
    with pytest.raises(WithdrawnError):
        read(link(graph, data), confirm=confirm)
    time.sleep(0.05)
    assert len(graph.log.after(mark, tenant=data.tenant_id)) <= allowed
    assert len(asked) > allowed


@pytest.mark.proves("PRV-108", negative=True)
def test_a_permit_that_ends_during_a_pause_lets_nothing_follow(graph, data):
    graph.faults.add(Fault.THROTTLED, tenant=data.tenant_id, path="configurationPolicies", seconds=1)
    may = [True]

    class WithdrawnError(Exception):
        pass

    async def confirm():
        if not may[0]:
            raise WithdrawnError

    async def sleep(seconds):
        may[0] = False
        await asyncio.sleep(0.01)

    mark = graph.log.mark()
    with pytest.raises(WithdrawnError):
        read(link(graph, data), ["settings_catalog"], confirm=confirm, tools=Tools(sleep=sleep))
    assert [one.kind for one in graph.log.after(mark, tenant=data.tenant_id)] == ["login", "graph"]


@pytest.mark.proves("PRV-108")
def test_each_request_has_its_own_permit(graph, data):
    asked = []

    async def confirm():
        asked.append(1)

    mark = graph.log.mark()
    read(link(graph, data), confirm=confirm)
    assert len(asked) == len(graph.log.after(mark, tenant=data.tenant_id))


@pytest.mark.proves("PRV-109")
class TestIncremental:
    def known(self, found):
        return {name: {item.provider_id: item.listed for item in one.objects} for name, one in found.items()}

    def test_what_is_known_comes_without_a_body(self, graph, data):
        to = link(graph, data)
        known = self.known(read(to))
        graph.faults.add(Fault.SHUFFLED, tenant=data.tenant_id)
        graph.faults.add(Fault.ADDED, tenant=data.tenant_id)
        again = read(to, FAMILIES, known)
        assert {one.state for one in again.values()} == {State.READ}
        assert [item.provider_id for one in again.values() for item in one.objects if item.body is not None] == []
        assert self.known(again) == known

    def test_what_has_changed_is_read_whole(self, graph, data):
        changed = tenant(data.tenant_id)
        to = link(graph, data)
        known = self.known(read(to))
        changed.collections["termsAndConditions"]["termsandconditions-2"]["assignments"] = []
        changed.collections["configurationPolicies"]["configurationpolicie-1"]["assignments"] = []
        script = changed.collections["deviceManagementScripts"]["devicemanagementscri-4"]
        script |= {"scriptContent": "WA==", "lastModifiedDateTime": "2026-03-01T00:00:00Z"}
        del changed.collections["deviceConfigurations"]["deviceconfigurations-3"]
        graph.add_tenant(changed)
        again = read(to, FAMILIES, known)
        whole = {item.provider_id for one in again.values() for item in one.objects if item.body is not None}
        assert whole == {"termsandconditions-2", "configurationpolicie-1", "devicemanagementscri-4"}
        assert len(again["device_configuration"].objects) == 3

    def test_ids_can_be_read_anyway(self, graph, data):
        to = link(graph, data)
        known = self.known(read(to))
        again = read(to, FAMILIES, known, hydrate={"configurationpolicie-0"})
        whole = [item for one in again.values() for item in one.objects if item.body is not None]
        assert [item.provider_id for item in whole] == ["configurationpolicie-0"]
        assert len(whole[0].body["settings"]) == 60

    def test_what_was_not_read_whole_is_read_next_time(self, graph, data):
        to = link(graph, data)
        graph.faults.add(Fault.STATUS, tenant=data.tenant_id, path="termsandconditions-1/assignments")
        known = self.known(read(to, tools=hasty(attempts=2)))
        graph.faults.clear()
        again = read(to, FAMILIES, known)
        whole = [item for one in again.values() for item in one.objects if item.body is not None]
        assert [item.provider_id for item in whole] == ["termsandconditions-1"]
        assert whole[0].is_whole


def test_a_consumer_that_leaves_ends_the_reading(graph, data):
    graph.faults.add(Fault.LATENCY, tenant=data.tenant_id, seconds=0.2, path="deviceManagementScripts")

    async def first(client):
        async with contextlib.aclosing(client.read_families(FAMILIES)) as families:
            return (await anext(families)).family

    assert using(link(graph, data), first) in FAMILIES


def test_wrong_secret_of_a_real_kind(graph, data):
    found = read(link(graph, data, credential=SecretCredential("wrong")), ["settings_catalog"])
    assert found["settings_catalog"].troubles[0].code == "credential_wrong"
