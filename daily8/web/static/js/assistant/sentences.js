/** Finds sentences in the text of an article and lights them up. */

const NAME = "sentence";

/** Light up the sentence that a link with a text fragment points to, and go there; tell whether it was found. */
export function show(link) {
  const [first, last = ""] = (link.getAttribute("href").split(":~:text=")[1] || "").split(",").map(decodeURIComponent);
  const range = first && found(document.querySelector(".prose"), first, last);
  if (!range || !light(range)) return false;
  const home = range.startContainer.parentElement.closest("p, li, blockquote, td, h2, h3, h4") || range.startContainer.parentElement;
  home.tabIndex = -1;
  home.focus({ preventScroll: true });
  home.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  const back = (event) => {
    if (event.key !== "Escape") return;
    light(null);
    link.focus();
    home.removeEventListener("keydown", back);
  };
  home.addEventListener("keydown", back);
  return true;
}

/** Light up a range, and nothing else; tell whether this browser can. */
export function light(range) {
  if (!globalThis.Highlight || !CSS.highlights) return false;
  if (range) CSS.highlights.set(NAME, new Highlight(range));
  else CSS.highlights.delete(NAME);
  return true;
}

/** Return the words of an element as one string, with the node and place of each letter. */
export function words(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  const places = [];
  let block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement.closest("p, li, blockquote, td, th, h2, h3, h4, figcaption, div");
    if (block && own !== block && !text.endsWith(" ")) put(" ", node, 0);
    block = own;
    [...node.data].reduce((at, letter) => {
      const blank = /\s/u.test(letter);
      if (!blank || !text.endsWith(" ")) put(blank ? " " : letter, node, at);
      return at + letter.length;
    }, 0);
  }
  return { text, places };

  function put(letter, node, at) {
    text += letter;
    for (let each = 0; each < letter.length; each += 1) places.push([node, at + each]);
  }
}

/** Return the range from one place in such words to another. */
export function rangeOf(places, start, end) {
  const range = document.createRange();
  range.setStart(...places[start]);
  const [node, at] = places[end - 1];
  range.setEnd(node, at + 1);
  return range;
}

/** Return the range of some words in an element, or null. */
export function rangeIn(element, sentence) {
  return found(element, sentence.replace(/\s+/gu, " "), "");
}

function found(element, first, last) {
  if (!element) return null;
  const { text, places } = words(element);
  const start = text.indexOf(first);
  const end = last ? text.indexOf(last, start + first.length) : start;
  if (start < 0 || end < 0) return null;
  return rangeOf(places, start, end + (last || first).length);
}
