"""What is configured in a tenant, since when, and how sure that is: captures, policies, versions."""
