/** Reads an article aloud, the sentence that is spoken lit up: by a voice of the site where there is one. */
import { DeviceVoice } from "./device-voice.js";
import { light } from "./sentences.js";
import { SiteVoice, recordings } from "./site-voice.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** Return the player for the article of this page; its words are those of the card. */
export async function player(card, link) {
  const view = card.querySelector("template[data-player]").content.cloneNode(true).firstElementChild;
  view.setAttribute("aria-label", link.textContent.trim());
  const found = await recordings(link.pathname);
  const device = new DeviceVoice(document.querySelector(".prose"));
  // What the site is about to read is waited for only where the device cannot read it.
  const waits = !found.length && found.more && !(await device.ready());
  const voice = found.length || waits ? new SiteVoice(found, link.pathname) : device;
  const reader = new Player(view, voice);
  view.addEventListener("leave", () => reader.stop());
  addEventListener("pagehide", () => reader.stop());
  return view;
}

class Player {
  constructor(view, voice) {
    this.view = view;
    this.voice = voice;
    this.at = 0;
    this.playing = false;
    this.button = view.querySelector("[data-play]");
    this.place = view.querySelector("[data-place]");
    this.speed = view.querySelector("[data-speed]");
    this.told = view.querySelector("[data-told]");
    for (const speed of SPEEDS) this.speed.add(new Option(`${speed}×`, speed, speed === 1, speed === 1));
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    view.querySelector("[data-back]").addEventListener("click", () => this.go(this.at - 1));
    view.querySelector("[data-on]").addEventListener("click", () => this.go(this.at + 1));
    this.place.addEventListener("input", () => this.go(Number(this.place.value)));
    this.speed.addEventListener("change", () => this.playing && this.play());
    voice.onpart = (at) => this.playing && this.reach(at);
    voice.onend = () => this.end();
    voice.onfail = () => this.fail(view.dataset.failed);
    this.show();
  }

  async play() {
    this.button.disabled = true;
    const ready = await this.voice.ready();
    this.button.disabled = false;
    if (!ready) return this.fail(this.view.dataset.noVoice);
    this.playing = true;
    this.reach(this.at);
    this.voice.start(this.at, Number(this.speed.value));
  }

  reach(at) {
    this.at = at;
    light(this.voice.parts[at].range);
    this.show();
  }

  go(at) {
    this.reach(Math.min(Math.max(at, 0), this.voice.parts.length - 1));
    if (this.playing) this.play();
  }

  pause() {
    this.playing = false;
    this.voice.stop();
    this.show();
  }

  end() {
    this.at = 0;
    this.stop();
  }

  fail(words) {
    this.pause();
    this.told.textContent = words;
  }

  stop() {
    this.pause();
    light(null);
  }

  show() {
    // Between marks that keep it from turning round among Arabic words.
    const told = this.voice.parts.length ? `\u2066${this.at + 1} / ${this.voice.parts.length}\u2069` : "…";
    this.button.textContent = this.playing ? this.button.dataset.pause : this.button.dataset.playing;
    this.place.max = Math.max(0, this.voice.parts.length - 1);
    this.place.value = this.at;
    this.place.setAttribute("aria-valuetext", told);
    this.told.textContent = told;
  }
}
