"""Reading by msgraph-sdk: lists, all pages, one object, an error, and patience with a busy service."""

import asyncio
import json
import os
import time

from azure.identity import ClientSecretCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.device_management.device_configurations.device_configurations_request_builder import (
    DeviceConfigurationsRequestBuilder as Builder,
)
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_core.tasks.page_iterator import PageIterator

ORIGIN, HOST = os.environ["ORIGIN"], "127.0.0.1"
SCOPE = "https://graph.microsoft.com/.default"


def client() -> GraphServiceClient:
    """The SDK's client; its credential and its requests go to the sandbox."""
    credential = ClientSecretCredential(
        os.environ["TENANT"], os.environ["CLIENT"], os.environ["SECRET"], authority=ORIGIN.removeprefix("https://"),
        disable_instance_discovery=True, connection_verify=os.environ["AUTHORITIES"],
    )  # fmt: skip
    adapter = GraphRequestAdapter(AzureIdentityAuthenticationProvider(credential, scopes=[SCOPE], allowed_hosts=[HOST]))
    adapter.base_url = f"{ORIGIN}/v1.0"
    return GraphServiceClient(request_adapter=adapter)


async def paged(graph: GraphServiceClient) -> list[str]:
    """All configurations, ten to a page."""
    query = Builder.DeviceConfigurationsRequestBuilderGetQueryParameters(top=10)
    page = await graph.device_management.device_configurations.get(RequestConfiguration(query_parameters=query))
    found: list[str] = []
    await PageIterator(page, graph.request_adapter).iterate(lambda item: found.append(item.id) or True)
    return found


async def refusal(graph: GraphServiceClient) -> list:
    """What asking for an object that is not there gives."""
    try:
        await graph.device_management.device_configurations.by_device_configuration_id(os.environ["ABSENT"]).get()
    except ODataError as error:
        return [error.response_status_code, error.error.code, bool(error.error.inner_error.request_id)]
    return []


async def main() -> None:
    """Everything once."""
    graph = client()
    devices = graph.device_management
    listed = (await devices.device_configurations.get()).value
    one = await devices.device_configurations.by_device_configuration_id(listed[0].id).get()
    groups = (await graph.groups.get()).value
    access = (await graph.identity.conditional_access.policies.get()).value
    began = time.monotonic()
    compliance = (await devices.device_compliance_policies.get()).value
    waited = time.monotonic() - began
    print(
        json.dumps(
            {
                "listed": [item.id for item in listed],
                "paged": await paged(graph),
                "kinds": sorted({type(item).__name__ for item in listed}),
                "one": [one.id, one.display_name, one.odata_type],
                "groups": len(groups),
                "access": sorted(policy.state.value for policy in access),
                "compliance": len(compliance),
                "waited": waited,
                "refused": await refusal(graph),
            }
        )
    )


asyncio.run(main())
