"""The system console: what platform staff see of the installation."""
