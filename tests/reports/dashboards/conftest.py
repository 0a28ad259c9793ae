import pytest

from tests.builders.tension import NOW


@pytest.fixture
def on(time_machine):
    """`on(day, make, …)`: what was made on that day of March; then it is the 20th again."""

    def done(day, make, *args, **facts):
        time_machine.move_to(NOW.replace(day=day), tick=False)
        made = make(*args, **facts)
        time_machine.move_to(NOW, tick=False)
        return made

    return done
