"""The Microsoft tenants a workspace operates. For now their names and the right to see them; lifecycle follows."""
