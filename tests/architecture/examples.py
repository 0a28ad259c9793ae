"""Tests that must not pass. Only test_suite.py runs them, to see that they do not."""

import os
import socket
import warnings

import pytest


@pytest.mark.skipif("PATH" in os.environ, reason="cannot be run here")
def test_that_is_skipped():
    """On CI this is a failure."""


def test_that_warns():
    warnings.warn("something is about to change", DeprecationWarning, stacklevel=1)


def test_that_calls_out():
    socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.xfail(reason="thought to be broken")
def test_that_was_thought_to_be_broken():
    """It passes, so the mark is a lie."""


def test_of_a_size(size, record_property):
    record_property("size", size(10, 1000))


@pytest.mark.parametrize("number", range(8))
def test_of_order(number):
    """Eight tests whose order shows whether it is left to chance."""
