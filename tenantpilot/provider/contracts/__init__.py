"""What Microsoft Graph offers of a tenant's configuration: one declared contract per family."""
