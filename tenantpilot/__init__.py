"""TenantPilot: governance of many Microsoft Intune and Entra tenants in a known, reviewed, provable state."""
