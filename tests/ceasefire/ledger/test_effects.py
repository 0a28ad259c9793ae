from ceasefire.ledger.effects import Effects
from tests.builders.days import days_of


def test_effects_leave_out_what_is_empty():
    assert Effects().as_json() == {}
    assert Effects("DEMO-1").as_json() == {"agreement": "DEMO-1"}


def test_effects_do_not_depend_on_order_or_repetition():
    days = days_of("2017-02-10", "2017-02-09", "2017-02-10")

    one = Effects.on("DEMO-1", days, ["DV02", "DV01"])
    other = Effects.on("DEMO-1", reversed(days), ["DV01", "DV02", "DV02"])

    assert one == other
    assert one.as_json() == {
        "agreement": "DEMO-1",
        "days": ["2017-02-09", "2017-02-10"],
        "areas": ["DV01", "DV02"],
    }
