"""The database and the broker of a demo: its own, unless the environment names others."""

from collections.abc import Callable
from contextlib import ExitStack

from config.bootstrap import DEMO_SETTINGS, names_a_broker, names_a_database, provide_secret
from config.demo.options import Options
from config.embedded.sharing import keeper_is_alive, shared_server
from config.embedded.valkey import EmbeddedValkey, answers, broker_url
from config.state import StartError, last_words, log_path


def start_servers(
    options: Options, until_stopped: ExitStack, say: Callable[[str], None]
) -> dict[str, str]:
    """Start PostgreSQL and Valkey where none is named; return the settings that lead to them."""
    state = options.state
    provide_secret(state)
    settings = {
        "CEASEFIRE_DATA": str(state),
        "DJANGO_SETTINGS_MODULE": DEMO_SETTINGS,
        "PORT": str(options.port),
        "SITE_URL": options.address.rstrip("/"),
    }
    if not names_a_database():
        server = until_stopped.enter_context(shared_server(state))
        settings |= {
            "DATABASE_URL": server.url,
            "WEB_DATABASE_URL": server.web_url,
            "WORKER_DATABASE_URL": server.worker_url,
        }
        say("PostgreSQL is up.")
    if not names_a_broker():
        broker = EmbeddedValkey(state)
        until_stopped.callback(broker.stop)
        broker.start()
        settings["REDIS_URL"] = broker_url(state)
        say("Valkey is up.")
    return settings


def raise_if_server_ended(options: Options) -> None:
    """Raise StartError if a server of ours has gone, with the last words of its log."""
    if not names_a_database() and not keeper_is_alive(options.state):
        log = log_path(options.state, "postgres")
        raise StartError(
            f"PostgreSQL ended by itself. Its last words, from {log}:\n{last_words(log, 15)}"
        )
    if not names_a_broker() and not answers(options.state):
        log = log_path(options.state, "valkey")
        raise StartError(
            f"Valkey ended by itself. Its last words, from {log}:\n{last_words(log, 15)}"
        )
