import re
from io import BytesIO
from pathlib import Path

import django
import pytest
import unfold
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override
from django.utils.translation.template import templatize

from daily8.web import static_files

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "daily8"
TEMPLATES = Path(static_files.__file__).parent / "templates"
# Words that are the same in every language, or stand beside their translation.
NO_TRANSLATION = {
    "403", "404", "404.html", "500.html", "daily8", "daily8 sources add https://…", "daily8 demo",
    "(RSS)", "(Atom)", "(JSON)", "hashtag/…", "source/…", "story/…", "/feed.rss", "/feed.atom", "/feed.json",
    "--size-", "account--wide", "card--", "card--row", "card--found",
}  # fmt: skip
# What is read from left to right stands between two marks.
CODE = re.compile("\u2066([^\u2066\u2069]+)\u2069")
LATIN_NAMES = re.compile(CODE.pattern + r"|%\(\w+\)s|%d|\{\w+\}|robots\.txt|RSS|OPML|https?://\S+|example\.com")
# What is written into a setting, or names it.
WRITTEN = re.compile(r"DAILY8_\w+|/metrics|[\w-]+://[^\s;),]+|(?:\d+\.){3}\d+/\d+|X-[\w-]+|User-Agent")

DJANGO = Path(django.__file__).parent
DJANGOS_PARTS = ("conf", "contrib/admin", "contrib/auth", "contrib/contenttypes", "contrib/sessions")
# Django's Arabic says "added" of the first, and knows earlier words of the second.
CORRECTED = {
    ("", "The {name} “{obj}” was changed successfully.", ""),
    (
        "",
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
}
# Words of the admin's theme on forms that the admin does not have.
NOT_SHOWN = {
    "Add row",
    "After you've created a user, you’ll be able to edit more user options.",
    "Raw passwords are not stored, so there is no way to see this user’s password, but you can change the "
    'password using <a href="{}" class="text-primary-600 dark:text-primary-500">this form</a>.',
}

# Which arguments of a function are a message; "c" marks the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = tuple[str, str, str]  # context, text, plural


def asked_for() -> set[Message]:
    """Return the messages of all modules and templates, and what settings say of themselves."""
    found: set[Message] = set()
    for path in PACKAGE.rglob("*.py"):
        found |= messages_of(path.read_text(encoding="utf-8"))
    for path in PACKAGE.rglob("templates/**/*.html"):
        found |= messages_of_template(path)
    return found | asked_for_by_settings() | asked_for_by_the_admins_theme() | CORRECTED


def asked_for_by_settings() -> set[Message]:
    """Return the help of every setting, which is read before there is a language."""
    return {("", one.help, "") for one in settings.SETTINGS_TOLD}


def asked_for_by_the_admins_theme() -> set[Message]:
    """Return what the theme of the admin says and Django itself has no Arabic for."""
    theme = Path(unfold.__file__).parent
    found: set[Message] = set()
    for path in [*theme.glob("templates/**/*.html"), *theme.glob("contrib/filters/**/*.html")]:
        found |= messages_of_template(path)
    for path in [*theme.glob("*.py"), *theme.glob("templatetags/*.py"), *theme.glob("contrib/filters/**/*.py")]:
        found |= messages_of(path.read_text(encoding="utf-8"))
    known = {
        text for part in DJANGOS_PARTS for text in texts_of(DJANGO / part / "locale/ar/LC_MESSAGES/django.po")
    }
    return {message for message in found if message[1] not in known | NOT_SHOWN}


def texts_of(file: Path) -> set[str]:
    with file.open("rb") as opened:
        return {one.id if isinstance(one.id, str) else one.id[0] for one in read_po(opened) if one.string}


def messages_of_template(path: Path) -> set[Message]:
    # Indented tags would be Python of a wrong indentation.
    python = templatize(path.read_text(encoding="utf-8"))
    return messages_of("\n".join(line.strip() for line in python.splitlines()))


def messages_of(source: str) -> set[Message]:
    """Return the messages of one module."""
    found = set()
    underscore = "pgettext_lazy" if "pgettext_lazy as _" in source else "gettext"
    for _line, function, texts, _comments in extract_python(BytesIO(source.encode()), list(KEYWORDS), [], {}):
        name = underscore if function == "_" else function
        texts = [text for text in (texts if isinstance(texts, tuple) else (texts,)) if text is not None]
        if texts:
            found.add(_message(name, texts))
    return found


def _message(function: str, texts: list[str]) -> Message:
    if function.startswith("pgettext"):
        return texts[0], texts[1], ""
    if function.startswith("npgettext"):
        return texts[0], texts[1], texts[2]
    if function.startswith("ngettext"):
        return "", texts[0], texts[1]
    return "", texts[0], ""


def words_of(language: str) -> Catalog:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def arabic() -> Catalog:
    return words_of("ar")


def test_every_word_of_the_interface_has_arabic(arabic):
    missing = []
    for context, text, plural in sorted(asked_for()):
        message = arabic.get((text, plural) if plural else text, context or None)
        if message is None or not message.string or not all(message.string):
            missing.append((context, text))

    assert missing == []


def test_there_is_no_arabic_for_words_that_nobody_asks_for(arabic):
    asked = {(context or None, text) for context, text, _plural in asked_for()}
    kept = {(message.context, message.id if isinstance(message.id, str) else message.id[0]) for message in arabic}

    assert kept - asked == {(None, "")}


def test_arabic_has_its_six_plural_forms(arabic):
    assert arabic.num_plurals == 6
    assert all(len(message.string) == 6 for message in arabic if message.pluralizable)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "دقيقة واحدة للقراءة"),
        (2, "دقيقتان للقراءة"),
        (3, "3 دقائق للقراءة"),
        (10, "10 دقائق للقراءة"),
        (11, "11 دقيقة للقراءة"),
        (100, "100 دقيقة للقراءة"),
    ],
)
def test_the_plural_form_follows_the_number(number, words):
    with override("ar"):
        form = ngettext("%(minutes)s min read", "%(minutes)s min read", number)
    assert form.replace("%(minutes)s", str(number)) == words


def test_arabic_keeps_the_names_that_are_filled_in(arabic):
    for message in arabic:
        if message.id and not message.pluralizable:
            assert set(re.findall(r"%\(\w+\)s", message.string)) <= set(re.findall(r"%\(\w+\)s", message.id))


def test_arabic_help_of_settings_keeps_all_that_is_code_and_marks_it(arabic):
    for _context, text, _plural in sorted(asked_for_by_settings()):
        # To translate nothing is to get what stands at the beginning of the catalogue.
        assert text
        code = " ".join(CODE.findall(arabic[text].string if text in arabic else ""))
        assert [one for one in WRITTEN.findall(text) if one not in code] == [], text


def test_a_moderator_who_does_something_is_called_the_same_everywhere(arabic):
    told = [message.string for message in arabic if "A moderator " in message.id]

    assert len(told) > 10
    assert [string for string in told if "أحد المشرفين" not in string] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Recently in 2 editions, 3 sentences are new"), ("ar", "ظهرت في عددين مؤخرًا")],
)
def test_a_story_that_was_in_editions_says_in_how_many(language, words):
    entrant = {"countries": 1, "languages": 1, "before": 2, "news": 3}
    terms = {"reach": 1.0, "followup": 0.5, "total": 2.0}
    with override(language):
        assert words in render_to_string("parts/edition_reach.html", {"entrant": entrant, "terms": terms})


def test_arabic_is_written_with_arabic_letters_and_marks(arabic):
    for message in arabic:
        for string in [message.string] if isinstance(message.string, str) else message.string:
            words = LATIN_NAMES.sub("", string) if message.id else ""
            assert not re.search(r"[A-Za-z,;?]", words), string
            assert not re.search(r"[٠-٩ـ]", words), string


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_have_no_words_of_their_own(path):
    source = path.read_text()
    if path.name in ("400.html", "500.html"):
        assert 'dir="rtl">' in source
        return
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.S)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)
    attributes = re.findall(r'(?:title|aria-label|alt|placeholder|data-done|data-share)="([^"]*)"', source)
    texts = re.sub(r"<[^>]*>", "\n", source).split("\n")
    found = {text.strip() for text in [*attributes, *texts] if re.search(r"[^\W\d_]", text)}

    assert found <= NO_TRANSLATION
