"""The root of all addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from daily8.web.views import errors, pictures, root, themes

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", root.choose_language, name="root"),
    *(path(code, root.front_page, {"language": code}) for code, _ in settings.LANGUAGES),
    path("theme", themes.choose, name="theme"),
    path("favicon.ico", root.favicon),
    path("picture/<int:width>/<str:signature>/<path:coded>", pictures.show, name="picture"),
    *i18n_patterns(path("", include("daily8.web.urls")), prefix_default_language=True),
]
