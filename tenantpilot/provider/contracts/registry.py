"""All contracts, complete with what holds for every family, and the lists that several of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from tenantpilot.provider.contracts import (
    access,
    apps,
    compliance,
    device_configuration,
    directory,
    endpoint_security,
    enrollment,
    everywhere,
    rbac,
    scripts,
    tenant_wide,
    updates,
    windows365,
)
from tenantpilot.provider.contracts.features import features
from tenantpilot.provider.contracts.model import Contract, Reference
from tenantpilot.provider.contracts.paths import as_json, type_of

_MODULES = (
    device_configuration, endpoint_security, compliance, scripts, updates, apps, enrollment, access, directory, rbac,
    tenant_wide, windows365,
)  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """One list request and the families whose objects it brings."""

    path: str
    query: str
    page_size: int | None
    families: tuple[Contract, ...]

    def owner(self, body: Mapping[str, Any]) -> Contract | None:
        """The family an object of the list belongs to; None for what is of another collection or the provider's own."""
        return next((contract for contract in self.families if belongs(contract, body)), None)


def belongs(contract: Contract, body: Mapping[str, Any]) -> bool:
    """Whether an object of the contract's list is of this family."""
    name = type_of(body)
    if name in contract.not_types or (contract.only_types and name not in contract.only_types):
        return False
    return not any(as_json(body.get(key)) == value for key, value in contract.skip_when)


def contracts() -> Mapping[str, Contract]:
    """Every family's contract by its key, in the order in which people read them."""
    return _CONTRACTS


def find(family: str) -> Contract | None:
    """The contract of a family, or None for a word that is no family."""
    return _CONTRACTS.get(family)


def listings() -> tuple[Listing, ...]:
    """The list requests that read all families, each once."""
    return _LISTINGS


def _complete(contract: Contract) -> Contract:
    tags = contract.scope_tags
    return replace(
        contract,
        volatile=contract.volatile | everywhere.VOLATILE,
        secrets=(*contract.secrets, *everywhere.SECRETS),
        unordered=tuple(dict.fromkeys((*contract.unordered, *everywhere.UNORDERED, *((tags,) if tags else ())))),
        references=(
            *contract.references,
            *(everywhere.REFERENCES if contract.has_assignments else ()),
            *((Reference(f"{tags}[]", "scope_tag"),) if tags else ()),
        ),
    )


def _listings() -> tuple[Listing, ...]:
    shared: dict[tuple[str, str], list[Contract]] = {}
    for contract in _CONTRACTS.values():
        shared.setdefault((contract.version, contract.path), []).append(contract)
    return tuple(Listing(path, group[0].query, group[0].page_size, tuple(group))
                 for (_, path), group in shared.items())  # fmt: skip


_CONTRACTS: Mapping[str, Contract] = MappingProxyType({
    contract.family: _complete(contract) for module in _MODULES for contract in module.CONTRACTS
})  # fmt: skip
_LISTINGS = _listings()
FEATURES = features({contract.family: contract.feature for contract in _CONTRACTS.values()})
