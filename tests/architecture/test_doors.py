"""The few modules that may build statements, speak Reflex, make scopes or stand in for the outside world."""

import ast

import pytest

from tests.architecture.sources import product_files, relative, tree

# Modules outside store, tables and queries that may speak to a server directly, and why.
DIRECT_CONNECTIONS = {
    "tenantpilot/access/gate/lookup.py": "reads one session row per event from an asynchronous pool",
    "tenantpilot/access/gate/listener.py": "listens for revocations",
    "tenantpilot/commands/check.py": "tries the configured servers",
    "tenantpilot/commands/starting.py": "waits for the database before a process starts",
    "tenantpilot/commands/database.py": "provisions a server as its administrator",
}
SESSION_ONLY = {"Session"}  # naming the type of a transaction builds no statement
PAGES_AND_PROCESSES = ("tenantpilot/ui/", "tenantpilot/workers/")
# The last one is the installation's own act, by command: it changes under which key credentials lie, and nothing else.
SCOPE_MAKERS = ("tenantpilot/store/", "tenantpilot/access/", "tenantpilot/operations/", "tenantpilot/sandbox/",
                "tenantpilot/provider/rewrapping.py")  # fmt: skip


def imports(module: ast.Module) -> list[tuple[str, str]]:
    """Module and name of every import in a file, also of those inside functions."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.module or "", alias.name) for alias in node.names]
    return found


def _of(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _offenders(is_allowed, is_wrong) -> dict[str, list[tuple[str, str]]]:
    return {
        name: wrong
        for path in product_files()
        if not is_allowed(name := relative(path))
        and (wrong := [item for item in imports(tree(path)) if is_wrong(*item)])
    }


def _builds_statements(name: str) -> bool:
    file = name.rsplit("/", 1)[-1]
    return name.startswith("tenantpilot/store/") or file == "tables.py" or file.endswith("queries.py")


@pytest.mark.proves("TQC-012", negative=True)
def test_statements_are_built_in_store_tables_and_queries():
    def is_wrong(module, name):
        return _of(module, "sqlalchemy", "sqlmodel") and name not in SESSION_ONLY and module != "sqlalchemy.exc"

    assert _offenders(_builds_statements, is_wrong) == {}


def test_direct_connections_are_few_and_listed():
    def is_allowed(name):
        return name.startswith(("tenantpilot/store/", "tenantpilot/embedded/")) or name in DIRECT_CONNECTIONS

    assert _offenders(is_allowed, lambda module, _: _of(module, "psycopg", "psycopg_pool")) == {}


def test_only_the_gate_and_the_pages_speak_reflex():
    def is_allowed(name):
        return name.startswith(("tenantpilot/ui/", "tenantpilot/access/gate/")) or name == "tenantpilot/tenantpilot.py"

    def is_wrong(module, _):
        return _of(module, "reflex", "reflex_base", "reflex_components_core")

    assert _offenders(is_allowed, is_wrong) == {}


def test_pages_and_processes_use_services_and_views_only():
    def is_wrong(module, name):
        whole = f"{module}.{name}" if name else module
        last = module.rsplit(".", 1)[-1]
        return _of(module, "tenantpilot.store") or (
            _of(module, "tenantpilot") and (last == "tables" or last.endswith("queries") or whole.endswith(".tables"))
        )

    assert _offenders(lambda name: not name.startswith(PAGES_AND_PROCESSES), is_wrong) == {}


def test_the_sandbox_is_used_by_commands_only():
    def is_allowed(name):
        return name.startswith(("tenantpilot/sandbox/", "tenantpilot/commands/"))

    assert _offenders(is_allowed, lambda module, _: _of(module, "tenantpilot.sandbox")) == {}


def test_scopes_are_made_where_authority_is_proven():
    makers = {
        relative(path)
        for path in product_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Scope", "open_workspace", "scope.Scope"}
    }
    assert {name for name in makers if not name.startswith(SCOPE_MAKERS)} == set()


def test_listed_connections_exist():
    existing = {relative(path) for path in product_files()}
    assert DIRECT_CONNECTIONS.keys() - existing == set()
