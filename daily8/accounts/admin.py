"""Accounts in the admin."""

from django.contrib import admin
from django.contrib.auth import admin as groups
from django.contrib.auth.models import Group

# Rights are given to operators as a whole, by `daily8 operator`; nobody is in a group.
if admin.site.is_registered(Group) and isinstance(admin.site.get_model_admin(Group), groups.GroupAdmin):
    admin.site.unregister(Group)
