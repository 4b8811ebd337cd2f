/** Shows the places to install the app from, hidden until the browser offers it, and hides them afterwards. */
const places = (action) => {
  for (const place of document.querySelectorAll(".install")) action(place);
};

const show = (what) =>
  places((place) => {
    place.hidden = false;
    for (const part of place.children) part.hidden = !part.matches(what);
  });

const hide = () => places((place) => (place.hidden = true));

/** The browser can install it: a button that asks it to, once. */
export const offer = (asking) => {
  show(".install__button");
  places((place) =>
    place.querySelector("button").addEventListener("click", () => {
      hide();
      asking.prompt();
    }),
  );
};

/** The browser cannot, but its menu can. */
export const explain = () => show(".install__hand");

addEventListener("appinstalled", hide);
