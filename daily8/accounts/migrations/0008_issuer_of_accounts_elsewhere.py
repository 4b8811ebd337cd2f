"""Ties accounts of a provider to the issuer: they were found by its subject alone, whichever provider named it."""

from hashlib import sha256

from django.conf import settings
from django.db import migrations


def tie(apps, _editor):
    """Take the issuer of the ID token; where none was kept, the provider that the settings name is meant."""
    named = _named()
    for account in apps.get_model("socialaccount", "SocialAccount").objects.filter(provider="openid").iterator():
        token = account.extra_data.get("id_token") or {}
        issuer = token.get("iss") or named
        if not issuer or "issuer" in account.extra_data:
            continue
        account.extra_data |= {"issuer": issuer, "id_token": token | {"sub": account.uid}}
        account.uid = sha256(f"{issuer}\n{account.uid}".encode()).hexdigest()
        account.save(update_fields=["uid", "extra_data"])


def untie(apps, _editor):
    for account in apps.get_model("socialaccount", "SocialAccount").objects.filter(provider="openid").iterator():
        if account.extra_data.pop("issuer", None):
            account.uid = account.extra_data["id_token"]["sub"]
            account.save(update_fields=["uid", "extra_data"])


def _named():
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0]["settings"]["server_url"].partition("/.well-known/")[0] if apps else ""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_token"), ("socialaccount", "0006_alter_socialaccount_extra_data")]

    operations = [migrations.RunPython(tie, untie)]
