"""Pages before the console: sign-in, invitations, addresses that lead nowhere."""
