"""The words in which a family's contract is declared. Data only; `provider.client` executes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Version = Literal["v1.0", "beta"]
Verb = Literal["PATCH", "PUT", ""]
# Which objects a reference points at. Targets of assignments are "group" and "filter".
ReferenceKind = Literal[
    "group", "filter", "scope_tag", "user", "directory_role", "application", "named_location", "terms_of_use",
    "authentication_strength", "notification_template", "compliance_script", "app", "reusable_setting", "role",
]  # fmt: skip
# Platforms that a policy can be for; `any` says that it is bound to none, `several` that it names more than one.
PLATFORMS = ("windows", "macos", "ios", "android", "linux", "chromeos", "several", "any")
# How an operator's own text is written. What cannot be read as its kind counts as a secret as a whole.
TextKind = Literal["script", "plist", "xml", "json", "plain"]


@dataclass(frozen=True)
class Part:
    """Something of an object that its list leaves out and one more request brings.

    `name` is the property under which the answer stands in the hydrated object: a list of all members when
    `is_collection`, else the one object. An empty `path` reads the object itself again and merges its properties
    (`name` then only names the part). `path` is relative to the contract's path; one that begins with `/` is relative
    to the version. `{id}` is the object's id, `{part}` the id of a member of the part `per` (asked once per member,
    and the answer stands in that member), any other word in braces is a property of the object. With `typed_path` the
    collection is the one of the object's type (`paths.typed_collection`) instead of the contract's. `only_types` and
    `not_types` are short names of types (without `#microsoft.graph.`). `query` is the literal query string. What is
    `in_list` is brought by the list's query already and is asked for only where that answer was not whole: absent, or
    of another number than `Contract.counts` says. Of what `is_optional` an object may have none (404, then null).
    """

    name: str
    path: str = ""
    query: str = ""
    per: str = ""
    is_collection: bool = True
    only_types: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()
    typed_path: bool = False
    in_list: bool = False
    is_optional: bool = False
    page_size: int | None = None

    @property
    def is_item(self) -> bool:
        """Whether the object itself is read again."""
        return not self.path


@dataclass(frozen=True)
class Secret:
    """A property whose value must never be stored or shown; null, empty texts, numbers and booleans are no secrets.

    `path` is written as `paths` explains. `when` limits it to objects whose property of that name, beside the secret
    one, equals the value as JSON writes it, without quotes: `when=("isEncrypted", "true")`.
    """

    path: str
    when: tuple[str, str] | None = None


@dataclass(frozen=True)
class Text:
    """A text of the operator's own (script, profile, answer file): shown in differences, searched for credentials."""

    path: str
    kind: TextKind = "plain"
    is_base64: bool = False


@dataclass(frozen=True)
class Reference:
    """A property that holds the provider's id of another object; `path` and `when` as in `Secret`.

    Values that are no ids of objects (`All`, `None`, `GuestsOrExternalUsers`, empty ids) are words of the provider.
    """

    path: str
    kind: ReferenceKind
    when: tuple[str, str] | None = None


@dataclass(frozen=True)
class Contract:
    """How one family of policies is read, compared, protected and, later, written. Source: Graph's own documents.

    `query` is the list's literal query string without the page size. All of `read_permissions` are needed to read;
    any one of `read_alternatives` serves instead. `counts` pairs a part with the property that says how many members
    it has: a different number means that a page is missing. `volatile_when_null` is ignored only while it is null.
    `copies` are paths of objects that the provider shows as copies of another one: only their `id` counts; `twins`
    are pairs of a property and another one beside it: the first says nothing where the second is there.
    Objects for which `skip_when` holds (as in `Secret.when`) belong to the provider and are left out.
    """

    family: str
    row: int
    path: str
    version: Version = "beta"
    name_property: str = "displayName"
    group: str = ""
    area: str = ""
    read_permissions: tuple[str, ...] = ()
    read_alternatives: tuple[str, ...] = ()
    write_permissions: tuple[str, ...] = ()
    feature: str = ""
    is_singleton: bool = False
    query: str = ""
    page_size: int | None = None
    parts: tuple[Part, ...] = ()
    counts: tuple[tuple[str, str], ...] = ()
    platform: str = ""
    platform_property: str = ""
    volatile: frozenset[str] = frozenset()
    volatile_when_null: frozenset[str] = frozenset()
    copies: tuple[str, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    secrets: tuple[Secret, ...] = ()
    texts: tuple[Text, ...] = ()
    unordered: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    scope_tags: str = "roleScopeTagIds"
    has_assignments: bool = True
    assignments_in: str = "assignments"
    skip_when: tuple[tuple[str, str], ...] = ()
    only_types: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()
    restore_order: int = 100
    create_statuses: tuple[int, ...] = ()
    update_verb: Verb = "PATCH"
    update_statuses: tuple[int, ...] = ()
    delete_statuses: tuple[int, ...] = ()
    assign_path: str = ""
    assign_property: str = "assignments"
    assign_statuses: tuple[int, ...] = ()
    is_soft_deleted: bool = False
