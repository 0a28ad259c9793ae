from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What we tell others about the record."""

    name = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        from reports import receivers  # noqa: F401 -- connects to entry_recorded
