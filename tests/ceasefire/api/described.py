"""Answers held against the description of the API, which then allows nothing it does not name."""

from jsonschema import Draft202012Validator, FormatChecker


def strict(part):
    """The same schema, refusing what it does not name."""
    if isinstance(part, list):
        return [strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    inner = {name: strict(each) for name, each in part.items()}
    if "properties" in inner and inner.get("type") == "object":
        inner.setdefault("additionalProperties", False)
    return inner


def validator(schema, resource):
    address = f"/api/v1/{resource}/"
    answer = schema["paths"][address]["get"]["responses"]["200"]["content"]["application/json"]
    shapes = strict({"components": schema["components"], **answer["schema"]})
    return Draft202012Validator(shapes, format_checker=FormatChecker())
