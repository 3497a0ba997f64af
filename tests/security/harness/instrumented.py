"""The product's web process with witnesses inside, for attacks from outside.

Environment: HARNESS_APP names the module that holds `app` (the product unless told), HARNESS_WITHOUT the walls to take
away (comma separated), HARNESS_SLOW makes limits high enough for suites that send thousands of events.
`GET /harness` tells what ran, what was refused, which handlers and routes exist, and what the state store holds.
"""

from __future__ import annotations

import base64
import importlib
import inspect
import json
import os
import typing
from collections import Counter
from typing import Any

from starlette.responses import JSONResponse

executed: Counter[str] = Counter()
sealed: list[tuple[str, str, str, str]] = []
WITHOUT = frozenset(filter(None, os.environ.get("HARNESS_WITHOUT", "").split(",")))


def _watch_handles() -> None:
    from tenantpilot.access import handles

    original = handles.seal

    def seal(ctx, kind, ref):
        made = original(ctx, kind, ref)
        sealed.append((ctx.session_ref, kind, ref, made))
        del sealed[:-5000]
        return made

    handles.seal = seal


def _watch_handlers() -> None:
    from reflex_base.event.processor import base_state_processor as processor
    from reflex_base.utils.format import format_event_handler

    original = processor.process_event

    async def process_event(*args, **kwargs):
        executed[format_event_handler(kwargs["handler"])] += 1
        return await original(*args, **kwargs)

    processor.process_event = process_event


def _raise_limits() -> None:
    from tenantpilot.access.gate import install
    from tenantpilot.access.gate.limits import Limits

    install.Limits = lambda: Limits(  # type: ignore[assignment]
        events_per_second=1e6, session_events_per_second=1e6, sockets_per_session=2000, queued_events=5000
    )


def _app() -> Any:
    _watch_handles()
    _watch_handlers()
    if os.environ.get("HARNESS_SLOW"):
        _raise_limits()
    from tests.security.harness import walls

    walls.take_away(WITHOUT)
    return importlib.import_module(os.environ.get("HARNESS_APP", "tenantpilot.tenantpilot"))


def shape(hint: Any) -> dict[str, Any]:
    """A type as JSON, for the suite that builds fitting and unfitting values."""
    from typing_extensions import is_typeddict

    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if is_typeddict(hint):
        fields = {n: shape(h) for n, h in typing.get_type_hints(hint).items()}
        return {"kind": "dict", "fields": fields, "required": sorted(hint.__required_keys__)}
    if origin is list:
        return {"kind": "list", "item": shape(args[0])}
    if origin is typing.Literal:
        return {"kind": "literal", "values": list(args)}
    if args:
        return {"kind": "union", "of": [shape(a) for a in args]}
    return {"kind": "null" if hint is type(None) else hint.__name__}


def registry(module: Any) -> list[dict[str, Any]]:
    """Every handler of the running app that is not Reflex's own."""
    from tenantpilot.access.gate import reflex_private as private
    from tenantpilot.access.gate.declare import declaration

    found = []
    for name, registered in sorted(private.handlers().items()):
        stated = declaration(registered.handler.fn)
        if stated is None:
            continue
        hints = private.handler_hints(registered.handler)
        empty = inspect.Parameter.empty
        found.append(
            {
                "name": name,
                "label": ".".join(registered.handler.fn.__qualname__.split(".")[-2:]),
                "client": stated.client,
                "planes": sorted(p.value for p in stated.planes),
                "anonymous": stated.anonymous,
                "load": stated.load,
                "background": bool(registered.handler.is_background),
                "arguments": {
                    n: shape(hints[n]) | {"optional": p.default is not empty}
                    for n, p in private.handler_parameters(registered.handler).items()
                    if n in hints
                },
            }
        )
    return found


def routes(module: Any) -> list[dict[str, Any]]:
    """Every page with what it loads."""
    app = module.app
    return [
        {"route": r, "loads": [getattr(getattr(e, "handler", e), "fn", e).__qualname__ for e in app.get_load_events(r)]}
        for r in app._page_routes
    ]


def inside(module: Any) -> dict[str, Any]:
    """What an outside test cannot see."""
    gate, app = module.gate, module.app
    processor = app.event_processor
    return {
        "executed": dict(executed),
        "refused": {k.value: v for k, v in gate.admission.refused.items()},
        "futures": len(processor._futures),
        "tasks": len(processor._tasks),
        "queues": sum(len(q) for q in processor._token_queues.values()),
        "sockets": len(gate.namespace._people),
        "buckets": len(gate.namespace._buckets) + len(gate.namespace._shared),
        "idents": gate.namespace.idents(),
        "listening": gate.listener.listening.is_set(),
    }


def store(module: Any) -> dict[str, str]:
    """The memory manager's states as they would be pickled; Redis is read from outside."""
    states = getattr(module.app.state_manager, "states", {})
    return {ident: base64.b64encode(state._serialize()).decode() for ident, state in list(states.items())}


def app() -> Any:
    """What the web server calls."""
    module = _app()
    asgi = module.gate.serve()
    answers = {
        "/harness/events": registry,
        "/harness/routes": routes,
        "/harness/inside": inside,
        "/harness/store": store,
        "/harness/handles": lambda _: sealed,
    }

    async def with_witness(scope, receive, send) -> None:
        wanted = answers.get(scope.get("path", "")) if scope["type"] == "http" else None
        if wanted is None:
            await asgi(scope, receive, send)
        else:
            await JSONResponse(json.loads(json.dumps(wanted(module), default=str)))(scope, receive, send)

    return with_witness
