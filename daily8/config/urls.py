"""The root of all addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from daily8.api.urls import root_patterns
from daily8.web.pwa import views as app
from daily8.web.views import brand, errors, pictures, root, themes

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error

admin.autodiscover()

urlpatterns = [
    path("", root.choose_language, name="root"),
    *(path(code, root.front_page, {"language": code}) for code, _ in settings.LANGUAGES),
    # Ready pages carry nobody's token; all that others could bring about here is another colour.
    path("theme", csrf_exempt(themes.choose), name="theme"),
    path("favicon.ico", root.favicon),
    path("", include(root_patterns)),
    path("service-worker.js", app.service_worker, name="service_worker"),
    path("brand/<str:look>/<str:file>", brand.show, name="brand"),
    path("picture/<int:width>/<str:signature>/<path:coded>", pictures.show, name="picture"),
    *i18n_patterns(
        path("admin", RedirectView.as_view(pattern_name="admin:index")),
        path("admin/", include("daily8.operating.urls")),
        path("admin/", admin.site.urls),
        path("", include("daily8.accounts.urls")),
        path("", include("daily8.web.urls")),
        path("", include("daily8.api.urls")),
        prefix_default_language=True,
    ),
]
