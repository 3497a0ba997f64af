"""The product on servers other than the newest embedded ones; TENANTPILOT_TEST_SERVERS runs every test on them."""

from __future__ import annotations

import pytest

from tenantpilot.embedded.postgres import debian_programs
from tenantpilot.embedded.redis_server import debian_program
from tests.servers import Servers, command, environment

pytestmark = [pytest.mark.slow, pytest.mark.proves("STI-004")]
HAS_DEBIAN = debian_programs() is not None and debian_program() is not None


@pytest.mark.parametrize(
    "kind",
    ["wheel16", pytest.param("debian", marks=pytest.mark.skipif(not HAS_DEBIAN, reason="scripts/setup debian"))],
)
def test_the_schema_is_made_filled_and_accepted_on_older_servers(kind: str):
    servers = Servers(kind)
    addresses = servers.start()
    try:
        variables = environment(addresses, addresses.create("older"))
        command("seed", variables)
        command("check-config", variables)
    finally:
        servers.stop()
