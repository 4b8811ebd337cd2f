"""What the admin's pages of every part have in common."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.paginator import InfinitePaginator


class AdminPages(ModelAdmin):  # type: ignore[misc]
    """The list and the form of one kind of row.

    Lists never count all rows, so that they are as quick with a million as with ten, and deleting never loads what
    hangs on a row. Saving writes what was changed, since a worker may have written the rest meanwhile.
    """

    paginator = InfinitePaginator
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # "All 100,000 of them" would have to be counted, and is seldom meant.
    list_disable_select_all = True
    # The order of the list is one that an index gives.
    sortable_by: tuple[str, ...] = ()
    compressed_fields = True

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]  # noqa: ARG002, FBT001
        """Write the fields that were changed, or a new row."""
        obj.save(update_fields=self.written_fields(form) if change else None)

    def written_fields(self, form: Any) -> list[str]:
        """Return the fields of the row that the form has changed."""
        own = {field.name for field in self.opts.concrete_fields}
        return [name for name in form.changed_data if name in own]

    def get_deleted_objects(self, objs: QuerySet[Any] | list[Any], request: HttpRequest) -> Any:  # noqa: ARG002
        """Name what is deleted, not the thousands of rows that go with it."""
        return [str(one) for one in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []


class Records(AdminPages):
    """Rows that are looked at and not written by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """They come by themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """They are as they are."""
        return False
