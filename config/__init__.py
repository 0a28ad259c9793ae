"""How the service is put together: settings, processes, timetable, start-up."""
