"""What the admin's pages of every part have in common."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.paginator import InfinitePaginator

from daily8.work.keys import is_key

# How the admin's own filters ask about a column.
_WAYS = ("", "__exact", "__id__exact", "__isnull")


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

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Take what the list's own filters ask, and no question about another column that an address may hold."""
        told = [one[0] if isinstance(one, list | tuple) else one for one in self.get_list_filter(request)]
        if lookup in {one.parameter_name for one in told if not isinstance(one, str)}:
            return True
        columns = [one for one in told if isinstance(one, str)]
        asked = next((name for name in columns for way in _WAYS if lookup == f"{name}{way}"), "")
        # A form that is sent without JavaScript has its empty fields too.
        fits = value == "" or is_key(value) or not self._leads_on(asked) or lookup.endswith("__isnull")
        return bool(asked) and fits

    def _leads_on(self, name: str) -> bool:
        try:
            return bool(self.opts.get_field(name).is_relation)
        except FieldDoesNotExist:
            return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill a new row's form with what its address holds, as far as the row's fields can hold it."""
        given = super().get_changeform_initial_data(request)
        return {name: told for name, told in given.items() if self._holds(name, told)}

    def _holds(self, name: str, told: Any) -> bool:
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:
            return True
        if field.is_relation:
            return field.concrete and is_key(str(told))
        try:
            field.to_python(told)
        except (ValidationError, OverflowError):
            return False
        return True

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
