"""PostgreSQL and Redis for the demo and the tests: real servers, started from wheels or from Debian's packages."""
