from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What we tell others about the record."""

    name = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        from ceasefire.common.discovery import load_rules
        from reports import receivers  # noqa: F401 -- connects to entry_recorded

        load_rules(self)
