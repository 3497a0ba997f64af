"""Microsoft's own libraries sign in and read, over https, as their manuals say."""

from __future__ import annotations

import pytest

from tenantpilot.sandbox.graph.faults import Fault
from tests.clients.world import program


@pytest.mark.proves("SBX-102", negative=True)
def test_msal_signs_in_with_secret_and_certificate(secure):
    mark = secure.sandbox.log.mark()
    found = program("with_msal", **secure.variables).found
    assert found["secret"] == found["thumbprint"] == found["certificate"] > 10
    assert found["is_cached"]
    assert found["refused"] == ["invalid_client", [7000215], "AADSTS7000215"]
    paths = [entry.path for entry in secure.sandbox.log.after(mark)]
    assert sum(path.endswith("/v2.0/.well-known/openid-configuration") for path in paths) == 4
    assert sum(path.endswith("/oauth2/v2.0/token") for path in paths) == 4, "the second token came from the cache"


@pytest.mark.proves("SBX-102", negative=True)
def test_azure_identity_signs_in_with_secret_and_certificate(secure):
    found = program("with_azure_identity", **secure.variables).found
    assert found["secret"] == found["certificate"] > 10
    assert (found["wrong_secret"], found["wrong_application"]) == ("AADSTS7000215", "AADSTS700016")


@pytest.mark.proves("SBX-103", negative=True)
def test_the_graph_sdk_reads_lists_pages_objects_and_errors(secure):
    busy = secure.sandbox.faults.add(Fault.THROTTLED, collection="deviceCompliancePolicies", times=2, seconds=1)
    absent = "ffffffff-0000-4000-8000-000000000001"
    found = program("with_msgraph", **secure.variables, ABSENT=absent).found
    objects = secure.sandbox.tenant(secure.data.tenant_id).store.objects
    assert set(found["listed"]) <= set(objects["deviceConfigurations"])
    assert found["paged"] == found["listed"]
    assert len(found["listed"]) > 20, "more than two pages of ten"
    assert found["one"][0] == found["listed"][0]
    assert found["one"][1:] == [
        objects["deviceConfigurations"][found["one"][0]][k] for k in ("displayName", "@odata.type")
    ]
    assert len(found["kinds"]) > 3, "the SDK knows the types apart"
    assert found["groups"] == len(objects["groups"])
    assert len(found["access"]) == len(objects["conditionalAccessPolicies"])
    assert found["compliance"] == len(objects["deviceCompliancePolicies"])
    assert (busy.happened, found["waited"] >= 2) == (2, True), "it waited as long as it was told to, twice"
    assert found["refused"] == [404, "ResourceNotFound", True]
