from ceasefire.templatetags import incidents


def result(number, outcome, *reasons):
    return {"provision": {"number": number}, "outcome": outcome, "reasons": list(reasons)}


def test_scope_tells_first_what_may_cover_it_and_then_what_it_lies_outside_of_by_reason():
    told = incidents.scope_told(
        [
            result("1", "outside", "target_excluded"),
            result("2", "undetermined", "actor_not_named"),
            result("3", "outside", "act_not_covered"),
            result("4", "outside", "act_not_covered"),
            result("5", "in_scope"),
        ]
    )

    assert [each["provision"]["number"] for each in told["covering"]] == ["2", "5"]
    assert told["outside"] == [
        (("target_excluded",), [{"number": "1"}]),
        (("act_not_covered",), [{"number": "3"}, {"number": "4"}]),
    ]


def test_people_are_a_range_and_one_number_where_both_ends_are_equal():
    assert incidents.people_of({"low": 2, "high": 2}) == "2"
    assert incidents.people_of({"low": 0, "high": 1200}) == "0–1,200"
