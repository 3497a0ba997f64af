"""Leads a program that knows only Microsoft's hosts to the sandbox: its folder stands first on PYTHONPATH.

`SANDBOX_ORIGIN` is where the sandbox answers. Requests to any other host than Microsoft's two are refused.
"""

import os
from urllib.parse import urlsplit, urlunsplit

from requests.adapters import HTTPAdapter

ORIGIN = urlsplit(os.environ["SANDBOX_ORIGIN"])
KNOWN = {"graph.microsoft.com", "login.microsoftonline.com", ORIGIN.netloc}
_send = HTTPAdapter.send


def send(self, request, *args, **kwargs):
    """Send to the sandbox what was meant for Microsoft."""
    asked = urlsplit(request.url)
    if asked.netloc not in KNOWN:
        raise ConnectionRefusedError(f"{asked.netloc} is not Microsoft's")
    request.url = urlunsplit((ORIGIN.scheme, ORIGIN.netloc, asked.path, asked.query, asked.fragment))
    return _send(self, request, *args, **kwargs)


HTTPAdapter.send = send
