"""The trust boundary between browsers and services (G4).

What pages use: `client_event`, `server_event` (declare a handler), `current` (the Context of the running event),
`run_service` (a synchronous service off the event loop), `Notices` (what the gate tells the person), and
`tenantpilot.access.handles` (opaque names for records). `install` is called once, by the app.

Import from the modules; this package imports nothing by itself.
"""
