/** A voice of the reader's device: it speaks one sentence after the other. */
import { rangeOf, words } from "./sentences.js";

// Some engines fall silent in the middle of a longer text.
const MOST_LETTERS = 220;

export class DeviceVoice {
  #turn = 0;

  constructor(prose) {
    this.language = prose.lang || document.documentElement.lang;
    this.parts = [...parts(prose, this.language)];
  }

  /** Whether the device has a voice for the language; browsers have theirs a moment after the page. */
  async ready() {
    if (!window.speechSynthesis) return false;
    if (!speechSynthesis.getVoices().length) {
      await Promise.race([
        new Promise((done) => speechSynthesis.addEventListener("voiceschanged", done, { once: true })),
        new Promise((done) => setTimeout(done, 1500)),
      ]);
    }
    const own = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith(this.language));
    const local = own.filter((voice) => voice.localService);
    this.voice = local.find((voice) => voice.default) || local[0] || own[0];
    return Boolean(this.voice);
  }

  start(at, rate) {
    speechSynthesis.cancel();
    this.#turn += 1;
    const turn = this.#turn;
    const said = new SpeechSynthesisUtterance(this.parts[at].text);
    Object.assign(said, { voice: this.voice, lang: this.voice.lang, rate });
    said.onend = () => {
      if (turn !== this.#turn) return;
      if (at + 1 >= this.parts.length) return this.onend();
      this.onpart(at + 1);
      this.start(at + 1, rate);
    };
    said.onerror = (event) => {
      if (turn === this.#turn && !["canceled", "interrupted"].includes(event.error)) this.onfail();
    };
    speechSynthesis.speak(said);
  }

  stop() {
    this.#turn += 1;
    window.speechSynthesis?.cancel();
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

/** A long sentence in pieces that end at a comma, or at a blank; an address without end has neither. */
function* pieces(sentence) {
  let from = 0;
  while (sentence.length - from > MOST_LETTERS) {
    const part = sentence.slice(from, from + MOST_LETTERS);
    const ends = [part.search(/[,;:،؛](?=[^,;:،؛]*$)/u), part.lastIndexOf(" "), MOST_LETTERS - 1];
    const cut = ends.find((end) => end > 0);
    yield [from, from + cut + 1];
    from += cut + 1;
  }
  yield [from, sentence.length];
}
