"""The words in which a family's contract is declared. Data only; `provider.client` executes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Version = Literal["v1.0", "beta"]
# Which objects a reference points at. Targets of assignments are "group" and "filter".
ReferenceKind = Literal[
    "group", "filter", "scope_tag", "user", "directory_role", "application", "named_location", "terms_of_use",
    "authentication_strength", "notification_template", "compliance_script", "app", "reusable_setting", "role",
]  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Something of an object that its list leaves out and one more request brings.

    `name` is the property under which the answer stands in the hydrated object. `path` is relative to the contract's
    path with `{id}` for the object, or, with `per`, relative to the member of the part `per` (`{part}`); an empty
    path reads the object itself again and merges its properties. `query` is the literal query string.
    """

    name: str
    path: str = ""
    query: str = ""
    per: str = ""
    is_collection: bool = True
    only_types: frozenset[str] = frozenset()
    typed_path: bool = False


@dataclass(frozen=True)
class Secret:
    """A property whose value must never be stored or shown.

    `path` is dotted with `[]` for members of a list and `*` for any one property. `when` limits it to objects whose
    property of that name equals the value: `when=("isEncrypted", "true")`.
    """

    path: str
    when: tuple[str, str] | None = None


@dataclass(frozen=True)
class Reference:
    """A property that holds the provider's id of another object; `path` as in `Secret`."""

    path: str
    kind: ReferenceKind


@dataclass(frozen=True)
class Contract:
    """How one family of policies is read, compared, protected and, later, written. Source: Graph's own documents."""

    family: str
    row: int
    path: str
    version: Version = "beta"
    name_property: str = "displayName"
    group: str = ""
    area: str = ""
    read_permissions: tuple[str, ...] = ()
    write_permissions: tuple[str, ...] = ()
    feature: str = ""
    is_singleton: bool = False
    query: str = ""
    page_size: int | None = None
    parts: tuple[Part, ...] = ()
    volatile: frozenset[str] = frozenset()
    secrets: tuple[Secret, ...] = ()
    unordered: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    scope_tags: str = "roleScopeTagIds"
    has_assignments: bool = True
    assignments_in: str = "assignments"
    skip_when: tuple[tuple[str, str], ...] = ()
    only_types: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()
    restore_order: int = 100
    create_status: int | None = None
    update_status: int | None = None
    update_verb: Literal["PATCH", "PUT", ""] = "PATCH"
    assign_path: str = ""
    is_soft_deleted: bool = False
