"""One category."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daily8.articles import keeping, scopes, shown
from daily8.articles.categories import CATEGORIES
from daily8.web import hiding, paging

_BY_ID = {category.id: category for category in CATEGORIES}


@require_safe
def show(request: HttpRequest, category_id: str) -> HttpResponse:
    """The articles of one category, newest first."""
    category = _BY_ID.get(category_id)
    if category is None:
        raise Http404(f"no category {category_id}")
    keeping.shows(request, shown.category(category.id, scopes.language(request)))
    articles = hiding.articles_for(request).filter(category=category.id)
    context = {"category": category, "page": paging.page(request, articles)}
    return render(request, "pages/category.html", context)
