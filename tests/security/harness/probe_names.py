"""Wire names of the probe app's handlers; importing the app itself would make it this process's app."""

PROBE = "reflex___state____state.tests___security___harness___probe_app____probe"


def probe(handler: str) -> str:
    """The wire name of one handler."""
    return f"{PROBE}.{handler}"
