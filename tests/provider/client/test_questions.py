"""Names, change logs and the look at a connection."""

from datetime import UTC, datetime

import pytest

from tenantpilot.provider.reading import State
from tests.provider.client.world import TENANT, Graph, client, error, run, token

pytestmark = pytest.mark.proves("PRV-110")
ONE, TWO, THREE = (f"7b1f3c1e-0000-4000-8000-00000000010{number}" for number in range(3))
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
DENIED = (403, error("Authorization_RequestDenied", "Insufficient privileges to complete the operation."))


def asking(graph, question):
    async def work():
        async with client(graph) as one:
            return await question(one)

    return run(work())


def names(graph, *wanted):
    return asking(graph, lambda one: one.resolve_names(wanted))


def test_groups_come_together_and_what_is_left_out_is_asked_for():
    graph = Graph(replies={
        "directoryObjects/getByIds": {"value": [{"id": ONE.upper(), "displayName": "One"}, {"id": THREE}, "x"]},
        f"groups/{THREE}": DENIED,
    })  # fmt: skip
    found = names(graph, ("group", ONE), ("group", TWO), ("group", THREE))
    assert found.names == {("group", ONE): "One"}
    assert found.missing == {("group", TWO)}
    assert [(one.code, one.subject) for one in found.troubles] == [("permission_missing", "group")]


@pytest.mark.proves("PRV-110", negative=True)
def test_without_the_bulk_question_each_is_asked_for():
    graph = Graph(replies={"directoryObjects/getByIds": DENIED, f"groups/{ONE}": {"id": ONE, "displayName": "One"}})
    assert names(graph, ("group", ONE)).names == {("group", ONE): "One"}


def test_applications_are_known_by_their_application_id():
    address = f"servicePrincipals?$filter=appId%20eq%20'{ONE}'&$select=id,appId,displayName"
    other = address.replace(ONE, TWO)
    graph = Graph(replies={address: {"value": [{"id": "x", "appId": ONE, "displayName": "Office"}]},
                           other: {"value": []}})  # fmt: skip
    found = names(graph, ("application", ONE), ("application", TWO), ("application", "All"))
    assert found.names == {("application", ONE): "Office"}
    assert found.missing == {("application", TWO)}


@pytest.mark.proves("PRV-110", negative=True)
@pytest.mark.parametrize(("kind", "word"), [
    ("application", "Office365"), ("user", "GuestsOrExternalUsers"), ("group", ""), ("user", "../../me"),
    ("filter", "a/b"), ("filter", "x' or 1 eq 1"), ("application", "'"), ("planet", ONE),
])  # fmt: skip
def test_words_and_nonsense_are_not_asked_for(kind, word):
    graph = Graph()
    found = names(graph, (kind, word))
    assert (dict(found.names), found.missing, graph.addresses) == ({}, frozenset(), [])


def test_policies_that_others_point_at_are_read_by_their_contract():
    graph = Graph(replies={"deviceManagement/assignmentFilters/f-1": {"id": "f-1", "displayName": "Laptops"}})
    found = names(graph, ("filter", "f-1"), ("filter", "f-2"))
    assert (found.names, found.missing) == ({("filter", "f-1"): "Laptops"}, {("filter", "f-2")})


INTUNE = {
    "id": "e-1", "activityDateTime": "2026-02-03T04:05:06Z", "activityType": "Patch DeviceConfiguration",
    "activityOperationType": "Patch", "activityResult": "Success",
    "actor": {"userPrincipalName": "ann@contoso.example", "applicationDisplayName": "Portal"},
    "resources": [{"resourceId": "p-1", "displayName": "Wi-Fi"}, {"resourceId": None}, "x", {"resourceId": "p-2"}],
}  # fmt: skip
ENTRA = {
    "id": "e-2", "activityDateTime": "2026-02-02T00:00:00Z", "operationType": "Add", "result": "success",
    "initiatedBy": {"user": None, "app": {"displayName": "Pipeline"}},
    "targetResources": [{"id": "ca-1", "displayName": "Block"}],
}  # fmt: skip
LOGS = ("deviceManagement/auditEvents", "auditLogs/directoryAudits")


def changes(intune, entra):
    return asking(Graph(replies=dict(zip(LOGS, (intune, entra), strict=True))), lambda one: one.read_changes(SINCE))


def test_both_logs_tell_who_did_what():
    found = changes({"value": [INTUNE]}, {"value": [ENTRA]})
    assert found.state is State.READ
    told = [(one.subject_id, one.actor, one.actor_kind, one.operation) for one in found.changes]
    assert told == [("ca-1", "Pipeline", "application", "create"), ("p-1", "ann@contoso.example", "person", "update"),
                    ("p-2", "ann@contoso.example", "person", "update")]  # fmt: skip
    assert found.changes[1].subject_name == "Wi-Fi"


def test_failed_attempts_changed_nothing():
    found = changes({"value": [INTUNE | {"activityResult": "Failure"}]}, {"value": [ENTRA | {"result": "failure"}]})
    assert (found.state, found.changes) == (State.READ, ())


@pytest.mark.proves("PRV-110", negative=True)
def test_one_log_without_the_other_is_partial_and_none_is_what_it_was_refused_for():
    found = changes({"value": [INTUNE]}, DENIED)
    assert (found.state, len(found.changes)) == (State.PARTIAL, 2)
    assert [(one.code, one.subject) for one in found.troubles] == [("permission_missing", "directory")]
    assert changes(DENIED, DENIED).state is State.FORBIDDEN


def test_the_filter_names_the_moment_in_utc():
    graph = Graph(replies={log: {"value": []} for log in LOGS})
    asking(graph, lambda one: one.read_changes(SINCE))
    assert all("$filter=activityDateTime%20ge%202026-01-01T00:00:00Z" in one for one in graph.addresses)


ORGANIZATION = {"value": [{"id": TENANT, "displayName": "Contoso", "verifiedDomains": [{"name": "contoso.example"}]}]}
SKUS = {"value": [
    {"capabilityStatus": "Enabled", "servicePlans": [{"servicePlanName": "INTUNE_A", "provisioningStatus": "Success"}]},
    {"capabilityStatus": "Suspended", "servicePlans": [{"servicePlanName": "AAD_PREMIUM"}]},
]}  # fmt: skip


def look(**replies):
    tokens = replies.pop("tokens", [])
    known = {"organization": ORGANIZATION, "subscribedSkus": SKUS, "deviceManagement/deviceCategories": {"value": []}}
    return asking(Graph(replies=known | replies, tokens=tokens), lambda one: one.check())


def test_a_good_connection():
    found = look()
    assert (found.trouble, found.is_same_tenant, found.has_intune) == (None, True, True)
    assert (found.tenant_name, found.domains, found.service_plans) == ("Contoso", ("contoso.example",), ("INTUNE_A",))
    assert "Policy.Read.All" in found.granted


@pytest.mark.proves("PRV-110", negative=True)
def test_another_tenant_is_the_end_of_it():
    stranger = {"value": [ORGANIZATION["value"][0] | {"id": ONE}]}
    assert look(organization=stranger).trouble.code == "tenant_other"
    foreign = {"access_token": token(tenant=ONE), "expires_in": 3599}
    found = look(tokens=[foreign])
    assert (found.trouble.code, found.is_same_tenant) == ("tenant_other", False)


@pytest.mark.proves("PRV-110", negative=True)
def test_what_may_not_be_seen_is_not_known():
    found = look(organization=DENIED, subscribedSkus=DENIED, **{"deviceManagement/deviceCategories": DENIED})
    assert found.trouble is None
    assert (found.is_same_tenant, found.service_plans, found.has_intune) == (True, None, None)
    assert [one.code for one in found.troubles] == ["permission_missing"]


@pytest.mark.proves("PRV-110", negative=True)
def test_a_tenant_without_intune_says_so():
    refused = (400, error("BadRequest", "Request not applicable to target tenant."))
    assert look(**{"deviceManagement/deviceCategories": refused}).has_intune is False


@pytest.mark.proves("PRV-110", negative=True)
def test_a_refused_token_is_the_end_of_it():
    assert look(organization=(401, error("InvalidAuthenticationToken", "x"))).trouble.code == "token_rejected"


@pytest.mark.proves("PRV-108", negative=True)
def test_a_permit_once_refused_stays_refused():
    graph, asked = Graph(replies=dict(zip(LOGS, ({"value": []}, {"value": []}), strict=True))), []

    async def work():
        async with client(graph) as one:

            async def once():
                asked.append(1)
                if len(asked) == 1:
                    raise PermissionError("withdrawn")

            one._wire._confirm = once
            for _ in range(2):
                with pytest.raises(PermissionError):
                    await one.read_changes(SINCE)

    run(work())
    assert (len(asked), graph.seen) == (1, [])
