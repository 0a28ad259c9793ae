from tests.ceasefire.api.conftest import described, partner  # noqa: F401 -- fixtures
