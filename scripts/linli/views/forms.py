"""Form pages: takes external forms, gives `Page` values that say what is asked and who keeps it."""

from __future__ import annotations

from collections.abc import Iterator

from linli.views import page, signup
from linli.views.edition import Edition
from linli.views.page import Page


def pages(edition: Edition) -> Iterator[Page]:
    """One page a form."""
    community, related = edition.community, edition.related
    for form in community.forms:
        found = signup.of_record(edition, form)
        links = [page.course_link(course) for course in related.courses_with(form.id)]
        links += [page.service_link(service) for service in related.services_with(form.id)]
        yield Page(
            kind="form",
            key=form.id,
            title=page.title(community, form.title),
            description=f"{form.title}。{found.joining.word}{f'。表里会问：{found.asks}' if found.asks else ''}",
            context={
                "form": form,
                "signup": found,
                "links": links,
                "codes": signup.codes([found], f"forms/{form.id}/"),
            },
            record=form,
            actions=signup.actions([found], found.phone),
        )
