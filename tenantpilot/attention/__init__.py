"""What needs attention first: overview of a workspace and of a tenant, made from the governance aggregate."""
