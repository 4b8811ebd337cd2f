"""The addresses beneath /api/greader and, where apps expect FreshRSS, /api/greader.php."""

from django.urls import path

from daily8.api.reader import changes, entering, streams, subscriptions

_API = "reader/api/0"
urlpatterns = [
    path("", entering.compatible, name="reader"),
    path("check/compatibility", entering.compatible, name="reader-check"),
    path("accounts/ClientLogin", entering.client_login, name="reader-login"),
    path(f"{_API}/token", entering.token, name="reader-token"),
    path(f"{_API}/user-info", entering.user_info, name="reader-user"),
    path(f"{_API}/subscription/list", subscriptions.show, name="reader-subscriptions"),
    path(f"{_API}/subscription/edit", subscriptions.edit, name="reader-edit"),
    path(f"{_API}/subscription/quickadd", subscriptions.quick_add, name="reader-add"),
    path(f"{_API}/subscription/export", subscriptions.export, name="reader-export"),
    path(f"{_API}/subscription/import", subscriptions.take_in, name="reader-import"),
    path(f"{_API}/tag/list", subscriptions.tags, name="reader-tags"),
    path(f"{_API}/rename-tag", subscriptions.rename_tag, name="reader-rename"),
    path(f"{_API}/disable-tag", subscriptions.disable_tag, name="reader-disable"),
    path(f"{_API}/unread-count", subscriptions.unread_count, name="reader-unread"),
    path(f"{_API}/stream/contents", streams.contents, name="reader-all"),
    path(f"{_API}/stream/contents/", streams.contents),
    path(f"{_API}/stream/contents/<path:stream>", streams.contents, name="reader-stream"),
    path(f"{_API}/stream/items/ids", streams.item_ids, name="reader-ids"),
    path(f"{_API}/stream/items/contents", streams.item_contents, name="reader-items"),
    path("reader/atom/<path:stream>", streams.as_atom, name="reader-atom"),
    path(f"{_API}/edit-tag", changes.edit_tag, name="reader-edit-tag"),
    path(f"{_API}/mark-all-as-read", changes.mark_all_as_read, name="reader-mark-all"),
]
