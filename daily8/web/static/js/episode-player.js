/** <episode-player><audio …> <a href="….mp3#t=12.5">…</a></episode-player>: its links play from their moment on. */
class EpisodePlayer extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio");
    this.links = [...this.querySelectorAll('a[href*="#t="]')];
    this.moments = this.links.map((link) => Number(link.hash.slice(3)));
    this.addEventListener("click", (event) => {
      const number = this.links.indexOf(event.target.closest("a"));
      if (number < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.audio.currentTime = this.moments[number];
      this.audio.play();
    });
    this.audio.addEventListener("timeupdate", () => this.mark(this.audio.currentTime));
  }

  /** Chapters and sentences: of each list, the last one that has begun. */
  mark(now) {
    const begun = new Map();
    this.links.forEach((link, number) => {
      link.removeAttribute("aria-current");
      if (this.moments[number] <= now + 0.01) begun.set(link.closest("details") ?? this, link);
    });
    for (const link of begun.values()) link.setAttribute("aria-current", "true");
  }
}

customElements.define("episode-player", EpisodePlayer);
