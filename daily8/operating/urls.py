"""Addresses of the admin's pages about the site as a whole."""

from django.contrib import admin
from django.urls import path

from daily8.operating import pages

urlpatterns = [
    path("ai/", admin.site.admin_view(pages.costs), name="ai-costs"),
    path("settings/", admin.site.admin_view(pages.all_settings), name="site-settings"),
]
