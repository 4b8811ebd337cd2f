/** Shows the places to install the app from, hidden until the browser offers it, and hides them afterwards. */
const places = [...document.querySelectorAll(".install")];

const reveal = (place, what) => {
  place.hidden = false;
  for (const part of place.children) part.hidden = !part.matches(what);
};

/** Below what is in view at once; where it would push what is being read, not before a hand is at work. */
const show = (what) => {
  for (const place of places) {
    const below = place.previousElementSibling.getBoundingClientRect().bottom > innerHeight;
    if (below) reveal(place, what);
    else for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => reveal(place, what), { once: true, signal });
  }
};

const over = new AbortController();
const { signal } = over;
const hide = () => {
  over.abort();
  for (const place of places) place.hidden = true;
};

/** The browser can install it: a button that asks it to, once. */
export const offer = (asking) => {
  show(".install__button");
  for (const place of places) {
    place.querySelector("button").addEventListener("click", () => {
      hide();
      asking.prompt();
    });
  }
};

/** The browser cannot, but its menu can. */
export const explain = () => show(".install__hand");

addEventListener("appinstalled", hide);
