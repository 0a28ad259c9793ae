"""Work in the background is named, registered, thin, and on one timetable."""

import ast
import inspect
from importlib import import_module

import pytest

from config.celery import TASK_PACKAGES, app
from tests.architecture.project import MODULES, PACKAGES, calls_of, module_name, name_of, tree_of

THICKEST = 6  # statements of a task, its docstring included

for path in MODULES:
    if path.name == "tasks.py":
        import_module(module_name(path))
TASKS = sorted(
    (task for task in app.tasks.values() if task.__module__.split(".")[0] in PACKAGES),
    key=lambda task: task.name,
)


def test_every_tasks_module_is_registered():
    written = {module_name(path.parent) for path in MODULES if path.name == "tasks.py"}

    assert written == set(TASK_PACKAGES), "Correct TASK_PACKAGES in config/celery.py."


def test_timetable_names_tasks_that_exist():
    planned = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert planned <= {task.name for task in TASKS}, "config/celery.py plans a task nobody wrote."


def woken():
    """The names of tasks that work rows wake, with the files that do."""
    return {
        said_by(call.args[0], path): name_of(path)
        for path in MODULES
        for call in calls_of(tree_of(path), "wake_on_commit")
    }


def said_by(argument, path):
    """The text of an argument: itself, or the constant of its module that it names."""
    if isinstance(argument, ast.Constant):
        return argument.value
    return getattr(import_module(module_name(path)), argument.id)


def test_wake_ups_name_tasks_that_exist():
    assert woken(), "no wake-up was found"
    assert set(woken()) <= {task.name for task in TASKS}


def test_what_is_woken_is_also_swept():
    """A wake-up may be lost: the timetable must find the row all the same."""
    planned = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert set(woken()) <= planned, "Put it on the timetable in config/celery.py."


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_task_is_named_after_its_function(task):
    package = task.__module__.removesuffix(".tasks")
    function = task.run.__name__

    assert function.endswith("_task"), "Name the function <service>_task."
    assert task.name == f"{package}.{function.removesuffix('_task')}"


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_task_takes_plain_values(task):
    parameters = inspect.signature(task.run, eval_str=True).parameters.values()

    assert {each.annotation for each in parameters} <= {int, str, float, bool}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_task_is_thin_and_says_what_it_does(task):
    [function] = ast.parse(inspect.getsource(task.run)).body

    assert task.run.__doc__, "Say what it does, and that it may run twice."
    assert len(function.body) <= THICKEST, "Move the work into a service."


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_task_keeps_no_result_and_is_acknowledged_late(task):
    assert task.ignore_result
    assert task.acks_late


def test_broker_carries_json_only():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.result_backend is None
