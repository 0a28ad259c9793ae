from reports.web.shown_field import ShownField


def scope(number, *, outside=(), undetermined=(), in_scope=0):
    return {
        "provision": {"number": number},
        "in_scope": in_scope,
        "outside": [{"reason": reason, "number": 1} for reason in outside],
        "undetermined": [{"reason": reason, "number": 1} for reason in undetermined],
    }


def test_provisions_about_other_acts_alone_stand_apart_from_those_that_were_tested():
    field = ShownField(
        {
            "scope": [
                scope("1", in_scope=2),
                scope("2", outside=["act_not_covered"]),
                scope("3", outside=["act_not_covered", "target_excluded"]),
                scope("4", outside=["act_not_covered"], undetermined=["actor_not_named"]),
            ]
        }
    )

    assert field.scope_elsewhere == [{"number": "2"}]
    assert [tested["provision"]["number"] for tested, *_reasons in field.scope] == ["1", "3", "4"]
