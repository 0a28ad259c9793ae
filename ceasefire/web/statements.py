"""The list and the page of statements."""

from ceasefire.publication.choices import PublishedKind
from ceasefire.talks.filters import StatementFilter
from ceasefire.web.published import PublishedPages

pages = PublishedPages(
    PublishedKind.STATEMENT,
    "statements",
    StatementFilter,
    sorts={"day": ("-sort_at", "-pk"), "kind": ("document__kind", "-sort_at", "-pk")},
)
