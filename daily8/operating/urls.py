"""Addresses of the admin's pages about the site as a whole."""

from typing import cast

from django.contrib import admin
from django.urls import path

from daily8.accounts.site import Site
from daily8.operating import branding_page, pages

site = cast("Site", admin.site)

urlpatterns = [
    path("ai/", site.site_view(pages.costs), name="ai-costs"),
    path("settings/", site.site_view(pages.all_settings), name="site-settings"),
    path("branding/", site.site_view(branding_page.show), name="site-branding"),
]
