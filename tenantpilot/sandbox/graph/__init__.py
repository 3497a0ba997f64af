"""Microsoft Graph and its login service as this product meets them, in memory and over real HTTP."""
