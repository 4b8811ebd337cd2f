"""What changed in the text of an article."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from daily8.articles import history, keeping, shown
from daily8.articles.models import Article
from daily8.engine.revising import Line


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Each version of a text with what its publisher changed; not found where none may be shown."""
    article = get_object_or_404(Article.objects.visible().select_related("publisher").defer("entry"), key=key)
    versions = [(at, _in_short(lines)) for at, lines in history.differences(article)]
    if not versions:
        raise Http404(f"no change of the text of article {key} may be shown")
    keeping.shows(request, shown.article(article.pk), shown.source(article.publisher_id))
    return render(request, "pages/changes.html", {"article": article, "versions": versions})


def _in_short(lines: Sequence[Line]) -> list[Line | None]:
    """The lines that changed, each with its neighbours; None stands for those that are left out."""
    near = {place + step for place, line in enumerate(lines) if not line.is_same for step in (-1, 0, 1)}
    told: list[Line | None] = []
    for place, line in enumerate(lines):
        if place in near:
            told.append(line)
        elif not told or told[-1] is not None:
            told.append(None)
    return told
