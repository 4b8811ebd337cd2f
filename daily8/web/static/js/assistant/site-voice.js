/** A voice of the site: recordings of some sentences each, which may still be coming. */
import { rangeIn } from "./sentences.js";

const WAIT = 2000;
const MOST_WAITS = 90;

/** Return what there is at a page of listening: the address of each recording with its sentences. */
export async function recordings(page) {
  try {
    const answer = await fetch(`${page}/part`);
    if (!answer.ok) return [];
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = [...told.querySelectorAll("[data-clip]")].map((clip) => ({
      address: clip.dataset.clip,
      sentences: [...clip.querySelectorAll("[data-said]")].map((said) => said.dataset.said),
    }));
    found.more = Boolean(told.querySelector("[data-wait]"));
    return found;
  } catch {
    return [];
  }
}

export class SiteVoice {
  #audio = new Audio();
  #clip = -1;

  constructor(found, page) {
    this.page = page;
    this.take(found);
    this.#audio.addEventListener("timeupdate", () => this.#heard());
    this.#audio.addEventListener("ended", () => this.#next());
    this.#audio.addEventListener("error", () => this.#clip >= 0 && this.onfail());
  }

  /** Know these recordings; where a sentence begins in its own is told by the letters before it. */
  take(found) {
    this.more = found.more;
    this.clips = found.map((clip) => clip.address);
    this.parts = found.flatMap((clip, number) => {
      const all = clip.sentences.reduce((sum, one) => sum + one.length, 0) || 1;
      let before = 0;
      return clip.sentences.map((text, place) => {
        const part = { text, clip: number, from: before / all, range: placed(text, number === 0 && place === 0) };
        before += text.length;
        return part;
      });
    });
  }

  /** Whether there is something to hear, which may take a moment. */
  async ready() {
    for (let waits = 0; !this.parts.length && this.more && waits < MOST_WAITS; waits += 1) await this.#ask();
    return this.parts.length > 0;
  }

  async start(at, rate) {
    const part = this.parts[at];
    if (this.#clip !== part.clip) {
      this.#clip = part.clip;
      this.#audio.src = this.clips[part.clip];
      await new Promise((done) => this.#audio.addEventListener("loadedmetadata", done, { once: true }));
      if (this.#clip !== part.clip) return;
    }
    this.#audio.playbackRate = rate;
    const length = Number.isFinite(this.#audio.duration) ? this.#audio.duration : 0;
    if (this.#sentence() !== at) this.#audio.currentTime = part.from * length;
    this.#audio.play().catch(() => this.onfail());
  }

  stop() {
    this.#audio.pause();
  }

  #sentence() {
    const share = this.#audio.currentTime / (this.#audio.duration || 1);
    return this.parts.findLastIndex((part) => part.clip === this.#clip && part.from <= share + 0.001);
  }

  #heard() {
    const at = this.#sentence();
    if (at >= 0 && !this.#audio.paused) this.onpart(at);
  }

  async #next(waits = 0) {
    const next = this.parts.findIndex((part) => part.clip === this.#clip + 1);
    if (next >= 0) {
      this.onpart(next);
      return this.start(next, this.#audio.playbackRate);
    }
    if (!this.more || waits >= MOST_WAITS) return this.onend();
    await this.#ask();
    return this.#next(waits + 1);
  }

  async #ask() {
    await new Promise((done) => setTimeout(done, WAIT));
    const found = await recordings(this.page);
    if (found.length >= this.clips.length) this.take(found);
  }
}

function placed(text, headline) {
  const home = document.querySelector(headline ? ".article__title" : ".prose");
  return home && rangeIn(home, text);
}
