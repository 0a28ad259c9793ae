"""Triggers by which the database keeps what was said as it was said."""

import pgtrigger

KEPT = """
IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - ARRAY[{free}]::text[]) IS DISTINCT FROM
    (to_jsonb(OLD) - ARRAY[{free}]::text[])
THEN
    RAISE EXCEPTION 'what was said is never changed or removed'
        USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


def words_are_kept(name: str, *free: str) -> pgtrigger.Trigger:
    """A trigger that refuses to remove a row, or to change any column but those named `free`."""
    columns = ", ".join(f"'{column}'" for column in free)
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=KEPT.format(free=columns),
    )
