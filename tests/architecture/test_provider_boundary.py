"""What is known of Microsoft stays with the provider, but for the few modules that read what its policies say."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import product_files, relative, tree
from tests.architecture.test_doors import imports

AT_HOME = ("tenantpilot/provider/", "tenantpilot/sandbox/")
# Addresses, versions, permissions, error codes: how Microsoft is asked.
ASKING = re.compile(r"graph\.microsoft|microsoftonline|AADSTS|deviceManagement/|deviceAppManagement/|/beta\b|/v1\.0\b"
                    r"|\b[A-Z]\w+\.Read(?:Write)?\.")  # fmt: skip
ELSEWHERE = {
    "tenantpilot/kernel/settings.py": "defaults of two addresses",
    "tenantpilot/ui/entry/sign_in_state.py": "the name of the identity provider that people sign in with",
}
# Names inside policies: what is compared, concealed and shown. Whoever joins this list says why.
SHAPES = re.compile(r"odata|microsoft\.graph|settingDefinitionId|deviceAndAppManagement|roleScopeTag")
READS_POLICIES = {
    "tenantpilot/inventory/diff.py": "names by which members of lists are told apart",
    "tenantpilot/inventory/labels.py": "readable words for names of settings",
    "tenantpilot/inventory/matching.py": "which properties identify a member",
    "tenantpilot/inventory/readable.py": "which properties come first",
    "tenantpilot/inventory/references.py": "targets that exclude",
    "tenantpilot/inventory/rules.py": "the list of noise itself",
    "tenantpilot/inventory/secrets.py": "names beside values",
    "tenantpilot/inventory/shape.py": "annotations that say nothing",
    "tenantpilot/inventory/targets.py": "kinds of targets",
    "tenantpilot/baselines/places.py": "properties that name a value and are none",
    "tenantpilot/baselines/settings.py": "what names a setting, in each kind of content",
}
# Who speaks HTTP, and to whom.
CLIENTS = {
    "tenantpilot/access/signin/provider.py": "the identity provider of people",
    "tenantpilot/commands/demo.py": "waits for the demonstration's own processes",
}
_HTTP = ("httpx", "httpx2", "requests", "aiohttp", "urllib.request", "http.client")


def texts(module: ast.Module) -> list[str]:
    """String constants, docstrings left out."""
    skipped = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    return [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped
    ]


def _saying(form: re.Pattern[str]) -> set[str]:
    return {
        relative(path)
        for path in product_files()
        if not relative(path).startswith(AT_HOME) and any(form.search(text) for text in texts(tree(path)))
    }


def test_how_microsoft_is_asked_is_known_in_one_package():
    assert _saying(ASKING) == ELSEWHERE.keys()


def test_what_policies_say_is_read_by_the_listed_modules_only():
    assert _saying(SHAPES) == READS_POLICIES.keys()


def test_only_the_client_makes_requests():
    found = {
        relative(path)
        for path in product_files()
        if not relative(path).startswith(("tenantpilot/provider/client/", "tenantpilot/sandbox/"))
        and any(name.split(".")[0] in _HTTP or name in _HTTP for name, _ in imports(tree(path)))
    }
    assert found == CLIENTS.keys()


def test_the_search_sees_what_it_is_for():
    module = ast.parse('"""deviceManagement/x"""\nA = "deviceManagement/configurationPolicies"\nB = "Policy.Read.All"')
    assert [bool(ASKING.search(text)) for text in texts(module)] == [True, True]
    assert SHAPES.search("@odata.type")
