"""Two deeds at once: the second waits for the first, and then finds things as the first left them."""

import threading

from django.db import connection, transaction

from ceasefire.common.errors import DomainError
from tests.builders.commands import wait_until

SECONDS = 10


def one_after_the_other(first, second):
    """Begin the second deed while the first has not committed; what each answered, or refused."""
    answers, began, may_commit = {}, threading.Event(), threading.Event()

    def run_first():
        with transaction.atomic():
            answers["first"] = first()
            began.set()
            may_commit.wait(SECONDS)
        connection.close()

    def run_second():
        began.wait(SECONDS)
        try:
            answers["second"] = second()
        except DomainError as refused:
            answers["second"] = type(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run_first), threading.Thread(target=run_second)]
    for each in threads:
        each.start()
    wait_until(lambda: "second" in answers or somebody_waits_for_a_lock(), seconds=SECONDS)
    may_commit.set()
    for each in threads:
        each.join()
    return answers["first"], answers["second"]


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0
