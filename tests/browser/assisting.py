"""What tests of the assistant in a browser share: where things are, and a device that has voices."""

import hashlib
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.web import coverage_of_a_crane as crane

KEYS = {
    language: hashlib.md5(f"crane {number}".encode()).hexdigest() for language, number in (("en", 0), ("ar", 2))
}
STORY = KEYS["en"]
SENTENCES = {"en": crane.HARBOUR, "ar": crane.WADI}
OF_AN_ARTICLE = ("summary", "explain", "ask")
OF_A_STORY = (*OF_AN_ARTICLE, "timeline", "compare")
# The sentences that are lit up.
LIT = "[...(CSS.highlights.get('sentence') ?? [])].map(String)"

# The voices of a device are the far end: it says what it is told, and a test says when it has.
VOICES = """
(voices) => {
  window.spoken = [];
  let current = null;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const device = {
    getVoices: () => voices,
    addEventListener: (name, heard) => setTimeout(heard, 10),
    speak: (said) => { current = said; spoken.push({ text: said.text, rate: said.rate, lang: said.lang }); },
    cancel: () => { const said = current; current = null; said?.onerror?.({ error: "canceled" }); },
  };
  window.finish = () => { const said = current; current = null; said.onend(); };
  window.breakOff = () => { const said = current; current = null; said.onerror({ error: "synthesis-failed" }); };
  Object.defineProperty(window, "speechSynthesis", { value: device });
}
"""
BOTH_VOICES = [
    {"name": "Moira", "lang": "en-IE", "localService": True, "default": True},
    {"name": "Maged", "lang": "ar-001", "localService": True, "default": False},
]


def article(language: str, ability: str = "", of: str = "") -> str:
    """The path of an article in a language, in the pages of the same or of another one."""
    return f"{of or language}/article/{KEYS[language]}" + (f"/{ability}" if ability else "")


def asked(language: str) -> str:
    return f"ask?q={quote(crane.QUESTIONS[language])}"


def offer(page: Page, ability: str) -> Locator:
    return page.locator(f".ai__offers a[href$='/{ability}']")


def opened(page: Page, ability: str) -> Locator:
    """Open a thing of the card; return what it shows."""
    offer(page, ability).click()
    expect(offer(page, ability)).to_have_attribute("aria-expanded", "true")
    part = page.locator("ai-card ai-part")
    expect(part.locator(".ai__line, .ai__nothing, form").first).to_be_visible()
    return part


def with_voices(page: Page, voices: list[dict[str, object]]) -> None:
    """Give the device of this reader these voices, before the next page."""
    page.add_init_script(f"({VOICES})({voices!r})".replace("True", "true").replace("False", "false"))


def without_voices(page: Page) -> None:
    """Take from this browser all that speaks."""
    page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
