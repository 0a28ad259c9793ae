"""Plain functions that make rows for tests, through the services wherever there is one."""
