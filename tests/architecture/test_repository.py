"""What must never be in the repository: paths of a machine, package mirrors, secrets, generated things."""

import re

from tests.architecture.sources import relative, tracked_files

# Written in pieces, so that this file does not contain what it looks for.
MACHINE = ("wo" + "rk", "ro" + "ot", "Us" + "ers", "ho" + "me")
MIRRORS = (
    r"registry\.np" + r"mjs\.org",
    r"files\.python" + r"hosted\.org",
    "--(?:extra-)?index" + "-url",
    r"py" + r"pi\.org/simple",
)
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:" + "|".join(MACHINE) + r")/[\w.]+/"),
    "a temporary path": re.compile("/t" + r"mp/[a-z]{2,}[\w.-]*/"),
    "a package mirror": re.compile("|".join(MIRRORS)),
    "a resolved lock entry": re.compile('"resol' + 'ved"\\s*:'),
    "a private key": re.compile("-----BEGIN (?:[A-Z ]+ )?PRIVATE" + " KEY-----"),
}
LARGEST = 1_000_000
BINARY = {".png", ".jpg", ".ico", ".woff2", ".gz", ".zip"}


def test_files_hold_no_machine_paths_mirrors_or_keys():
    found = []
    for path in tracked_files():
        if path.suffix in BINARY:
            continue
        text = path.read_text(encoding="utf-8")
        found += [(relative(path), what, match[0]) for what, form in FORBIDDEN.items() if (match := form.search(text))]
    assert found == []


def test_files_are_small_enough_to_review():
    assert [relative(path) for path in tracked_files() if path.stat().st_size > LARGEST] == []


def test_generated_things_are_not_tracked():
    generated = {"__pycache__", "node_modules", ".web", ".venv", ".states", "test-results"}
    assert [relative(path) for path in tracked_files() if generated & set(path.parts[:-1])] == []


def test_the_forms_match_what_they_are_for():
    examples = {
        "a path of one machine": "open('/ho" + "me/nora/x')",
        "a temporary path": "/t" + "mp/session/",
        "a package mirror": "https://registry" + ".npmjs.org/react",
        "a resolved lock entry": '"resol' + 'ved": "x"',
        "a private key": "-----BEGIN PRIVATE" + " KEY-----",
    }
    assert all(FORBIDDEN[what].search(text) for what, text in examples.items())
    assert not FORBIDDEN["a path of one machine"].search("https://host.example/wo" + "rk/items/")
