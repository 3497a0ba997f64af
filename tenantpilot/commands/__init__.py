"""What the `tenantpilot` command does; each module imports the heavy parts only when its command runs."""
