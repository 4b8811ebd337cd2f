"""Addresses of the admin's pages about the site as a whole."""

from django.contrib import admin
from django.urls import path

from daily8.operating import branding_page, pages

urlpatterns = [
    path("ai/", admin.site.admin_view(pages.costs), name="ai-costs"),
    path("settings/", admin.site.admin_view(pages.all_settings), name="site-settings"),
    path("branding/", admin.site.admin_view(branding_page.show), name="site-branding"),
]
