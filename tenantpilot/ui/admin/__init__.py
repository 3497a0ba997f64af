"""The operator console: pages inside a workspace, and choosing one."""
