"""What a contract says otherwise than the table of facts: (column, word without a counterpart)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenantpilot.provider.contracts.model import Contract
from tests.provider.contracts.facts import Fact

# Words of the table for a whole group of properties, or for a property and how to treat it.
_SPELLED = {
    "deviceManagementApplicabilityRule* only when null": "deviceManagementApplicabilityRule",
    "*WillBeRolledBack": "WillBeRolledBack",
    "*RollbackStartDateTime": "RollbackStartDateTime",
    "*PauseExpiryDateTime": "PauseExpiryDateTime",
    "defaultLocale on update": "defaultLocale",
    "remediationScriptParameters order": "remediationScriptParameters",
    "driverInventories nav": "driverInventories",
    "permissions": "permissions",
    "resourceScopes is a copy of scopeMembers": "resourceScopes",
    "grantControls.authenticationStrength@odata.context and its expanded copy": "grantControls.authenticationStrength",
}
_ON_ITEM = {"assignments on the item", "assignments on the typed item", "assignments on the item only"}
_NO_TAGS = {"none", "-", "is the tag", "roleScopeTags (nav)"}
Difference = tuple[str, str]


def differences(contract: Contract, fact: Fact) -> set[Difference]:
    """All of them."""
    return {
        *_address(contract, fact),
        *(("expand", word) for word in fact.words("expand") if not _is_expanded(contract, word)),
        *(("volatile", word) for word in fact.words("volatile") if not _is_noise(contract, word)),
        *_permissions(contract, fact),
        *_answers(contract, fact),
    }


def _address(contract: Contract, fact: Fact) -> Iterator[Difference]:
    said = re.sub(r"\(.*?\)", "", fact.cells["path"])
    root, _, last = contract.path.rpartition("/")
    if last not in re.findall(r"\w+", said) or root.partition("/")[0] not in said:
        yield "path", contract.path
    if fact.cells["version"].startswith("beta only") and contract.version != "beta":
        yield "version", contract.version
    if contract.version not in fact.cells["version"]:
        yield "version", contract.version
    names = set(re.findall(r"\w+", fact.cells["name"]))
    if contract.name_property not in names and (contract.name_property or fact.cells["name"] != "-"):
        yield "name", contract.name_property
    tags = fact.cells["scope_tags"]
    if contract.scope_tags != ("" if tags in _NO_TAGS else tags.split()[0]):
        yield "scope_tags", contract.scope_tags


def _is_expanded(contract: Contract, word: str) -> bool:
    parts = {part.name for part in contract.parts if not part.is_item}
    queries = [contract.query, *(part.query for part in contract.parts)]
    if word in _ON_ITEM:
        return any("assignments" in part.query for part in contract.parts if part.is_item)
    return word in parts or any(word in re.findall(r"\w+", query) for query in queries)


def _is_noise(contract: Contract, word: str) -> bool:
    spelled = _SPELLED.get(word, word)
    places = {*contract.volatile, *contract.volatile_when_null, *contract.copies, *(twin for twin, _ in contract.twins)}
    if word.endswith(" order"):
        return spelled in contract.unordered
    if word.startswith("*"):
        return any(place.endswith(spelled) for place in places)
    if "*" in word:
        return any(place.startswith(spelled) for place in contract.volatile_when_null)
    return spelled in places or f"**.{spelled}" in places


def _permissions(contract: Contract, fact: Fact) -> Iterator[Difference]:
    read = {*contract.read_permissions, *contract.read_alternatives}
    yield from (("read", name) for name in read ^ fact.permissions("read"))
    written = fact.cells["write"]
    for name in contract.write_permissions:
        short = name.removeprefix("Policy.ReadWrite")
        if name not in written and f"/ {short}" not in written and f": {short}" not in written:
            yield "write", name


def _answers(contract: Contract, fact: Fact) -> Iterator[Difference]:
    given = {
        "create": fact.statuses("POST"),
        "update": fact.statuses("PUT") or fact.statuses("PATCH"),
        "delete": fact.statuses("DELETE"),
        "assign": fact.assign_statuses,
    }
    declared = {
        "create": contract.create_statuses,
        "update": contract.update_statuses,
        "delete": contract.delete_statuses,
        "assign": contract.assign_statuses,
    }
    for verb, statuses in declared.items():
        yield from ((verb, code) for code in {str(status) for status in statuses} ^ given[verb])
    if contract.update_verb == "PUT" and not fact.statuses("PUT"):
        yield "verb", "PUT"
    address = re.match(r"POST (?:typed/)?(\{id\}/\w+)", fact.cells["assign"])
    if contract.assign_path != (address[1] if address else ""):
        yield "assign", contract.assign_path
    wrapped = re.search(r"`\{\"(\w+)\":\[", fact.cells["assign"])
    if wrapped and contract.assign_property != wrapped[1]:
        yield "assign", contract.assign_property
