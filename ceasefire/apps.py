from django.apps import AppConfig


class CeasefireConfig(AppConfig):
    """The record."""

    name = "ceasefire"
    verbose_name = "The record"

    def ready(self) -> None:
        from ceasefire import receivers  # noqa: F401 -- connects to entry_recorded
        from ceasefire.accounts import checks  # noqa: F401 -- registers them
        from ceasefire.common.discovery import load_rules
        from ceasefire.web import account_signals

        load_rules(self)
        account_signals.connect()
