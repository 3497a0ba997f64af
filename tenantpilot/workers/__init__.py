"""The processes behind the pages: workers execute runs, the relay publishes, schedules and recovers."""
