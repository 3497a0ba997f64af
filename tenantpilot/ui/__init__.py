"""The browser's side: kit, shell and pages. States here hold views and handles; every decision is a service's."""
