"""How a page may say which tenant it is about: by `environment_id` in its address, and by nothing else (G7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenantpilot.kernel.ids import is_public_id

PARAMETER = "environment_id"


def explicit(query: Mapping[str, Any]) -> str:
    """The tenant's public id of an address's query, or nothing.

    Former names of the parameter (tenant, tenant_id, managed_environment_id), other cases and repeated values say
    nothing. What comes out identifies and never authorises.
    """
    value = query.get(PARAMETER, "")
    return value if is_public_id(value, "ten") else ""
