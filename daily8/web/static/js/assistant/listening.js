/** Reads an article aloud with a voice of the device, the sentence that is spoken lit up. */
import { light, rangeOf, words } from "./sentences.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
// Some engines fall silent in the middle of a longer text.
const MOST_LETTERS = 220;

/** Return the player for the article of this page; its words are those of the card. */
export function player(card, link) {
  const view = card.querySelector("template[data-player]").content.cloneNode(true).firstElementChild;
  const reader = new Reader(document.querySelector(".prose"), view);
  view.addEventListener("leave", () => reader.stop());
  addEventListener("pagehide", () => reader.stop());
  view.setAttribute("aria-label", link.textContent.trim());
  return view;
}

class Reader {
  constructor(prose, view) {
    this.view = view;
    this.language = prose.lang || document.documentElement.lang;
    this.parts = [...parts(prose, this.language)];
    this.at = 0;
    this.playing = false;
    this.turn = 0;
    this.button = view.querySelector("[data-play]");
    this.place = view.querySelector("[data-place]");
    this.speed = view.querySelector("[data-speed]");
    this.told = view.querySelector("[data-told]");
    this.place.max = Math.max(0, this.parts.length - 1);
    for (const speed of SPEEDS) this.speed.add(new Option(`${speed}×`, speed, speed === 1, speed === 1));
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    view.querySelector("[data-back]").addEventListener("click", () => this.go(this.at - 1));
    view.querySelector("[data-on]").addEventListener("click", () => this.go(this.at + 1));
    this.place.addEventListener("input", () => this.go(Number(this.place.value)));
    this.speed.addEventListener("change", () => this.playing && this.play());
    this.show();
  }

  async play() {
    const voice = await voiceFor(this.language);
    if (!voice) {
      this.told.textContent = this.view.dataset.noVoice;
      return;
    }
    this.playing = true;
    this.show();
    this.speak(voice);
  }

  speak(voice) {
    speechSynthesis.cancel();
    this.turn += 1;
    const turn = this.turn;
    const part = this.parts[this.at];
    const said = new SpeechSynthesisUtterance(part.text);
    Object.assign(said, { voice, lang: voice.lang, rate: Number(this.speed.value) });
    said.onend = () => turn === this.turn && this.next(voice);
    said.onerror = (event) => turn === this.turn && !["canceled", "interrupted"].includes(event.error) && this.fail();
    light(part.range);
    speechSynthesis.speak(said);
  }

  next(voice) {
    if (this.at + 1 >= this.parts.length) return this.end();
    this.at += 1;
    this.show();
    this.speak(voice);
  }

  go(place) {
    this.at = Math.min(Math.max(place, 0), this.parts.length - 1);
    this.show();
    if (this.playing) this.play();
    else light(this.parts[this.at].range);
  }

  pause() {
    this.playing = false;
    this.turn += 1;
    speechSynthesis.cancel();
    this.show();
  }

  end() {
    this.at = 0;
    this.stop();
  }

  fail() {
    this.pause();
    this.told.textContent = this.view.dataset.failed;
  }

  stop() {
    this.pause();
    light(null);
  }

  show() {
    this.button.textContent = this.playing ? this.button.dataset.pause : this.button.dataset.playing;
    this.place.value = this.at;
    const told = `${this.at + 1} / ${this.parts.length}`;
    this.place.setAttribute("aria-valuetext", told);
    this.told.textContent = told;
  }
}

/** The sentences of a text, each with where it stands. */
function* parts(prose, language) {
  const { text, places } = words(prose);
  const cutter = new Intl.Segmenter(language, { granularity: "sentence" });
  for (const { segment, index } of cutter.segment(text)) {
    for (const [from, to] of pieces(segment)) {
      const piece = segment.slice(from, to);
      if (!piece.trim()) continue;
      const start = index + from + (piece.length - piece.trimStart().length);
      yield { text: piece.trim(), range: rangeOf(places, start, start + piece.trim().length) };
    }
  }
}

/** A long sentence in pieces that end at a comma or at least at a blank. */
function* pieces(sentence) {
  let from = 0;
  while (sentence.length - from > MOST_LETTERS) {
    const part = sentence.slice(from, from + MOST_LETTERS);
    const cut = Math.max(part.search(/[,;:،؛](?=[^,;:،؛]*$)/u), 0) || part.lastIndexOf(" ") || MOST_LETTERS;
    yield [from, from + cut + 1];
    from += cut + 1;
  }
  yield [from, sentence.length];
}

/** A voice of the device for this language; browsers have theirs a moment after the page. */
async function voiceFor(language) {
  const fitting = () => {
    const own = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith(language));
    return own.find((voice) => voice.localService && voice.default) || own.find((voice) => voice.localService) || own[0];
  };
  if (!speechSynthesis.getVoices().length) {
    await Promise.race([
      new Promise((done) => speechSynthesis.addEventListener("voiceschanged", done, { once: true })),
      new Promise((done) => setTimeout(done, 1500)),
    ]);
  }
  return fitting();
}
