"""The model that embeds is chosen by settings, and a wrong choice is named with the way out."""

import os
import runpy
from pathlib import Path

import pytest

from daily8.config.env import SettingsError

SETTINGS = Path(__file__).parents[2] / "daily8" / "config" / "settings.py"


@pytest.fixture
def read(monkeypatch, tmp_path):
    def run(**variables):
        for name in [name for name in os.environ if name.startswith("DAILY8_")]:
            monkeypatch.delenv(name)
        for name, value in ({"DAILY8_DATA": str(tmp_path)} | variables).items():
            monkeypatch.setenv(name, value)
        settings = runpy.run_path(str(SETTINGS))
        return settings["EMBEDDING"], settings["EMBEDDING_MODEL"], settings["EMBEDDING_KEY"]

    return run


def test_the_embedded_model_is_used_when_nothing_is_said(read):
    assert read() == ("embedded", "", "")


def test_an_operator_may_decline_a_model(read):
    assert read(DAILY8_EMBEDDING="none")[0] == "none"


def test_a_server_is_named_with_its_model_and_key(read):
    chosen = read(
        DAILY8_EMBEDDING="http://models.local:11434/v1/",
        DAILY8_EMBEDDING_MODEL="nomic-embed-text",
        DAILY8_EMBEDDING_KEY="sk-12345",
    )

    assert chosen == ("http://models.local:11434/v1", "nomic-embed-text", "sk-12345")


def test_a_server_without_a_model_stops_the_start(read):
    with pytest.raises(SettingsError, match="DAILY8_EMBEDDING_MODEL: name the model"):
        read(DAILY8_EMBEDDING="http://models.local/v1")


@pytest.mark.parametrize(
    "value",
    [
        "openai",
        "//models.local/v1",
        "ftp://models.local/v1",
        "http://",
        "http://user:key@models.local",
        "http://models.local/v1?key=1",
        "http://models.local:99999/v1",
        "https://[models/v1",
    ],
)
def test_what_is_no_choice_stops_the_start_by_name(read, value):
    with pytest.raises(SettingsError, match=r"DAILY8_EMBEDDING=.*write embedded, none or an address such as"):
        read(DAILY8_EMBEDDING=value, DAILY8_EMBEDDING_MODEL="m")


@pytest.mark.parametrize("key", ["my key", "ключ", "sk-\u0661"])
def test_a_key_that_cannot_be_sent_is_refused_without_being_shown(read, key):
    with pytest.raises(SettingsError, match="DAILY8_EMBEDDING_KEY: write a key of ASCII") as caught:
        read(DAILY8_EMBEDDING_KEY=key)

    assert key not in str(caught.value)
