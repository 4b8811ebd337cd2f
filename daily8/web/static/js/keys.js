import * as store from "./reading/store.js";

/** Keys for readers, see reading/walking.js. Never while one types; nothing is fetched before one of them is struck. */
const KEYS = "jkos/?";
// Keyboards of other scripts have these keys under other letters.
const CODES = { KeyJ: "j", KeyK: "k", KeyO: "o", KeyS: "s" };

document.addEventListener("keydown", async (event) => {
  const { key, code, target } = event;
  const struck = key === "؟" ? "?" : /^[ -~]$/.test(key) ? key.toLowerCase() : CODES[code];
  const types = target.isContentEditable || target.closest?.("input, textarea, select, dialog");
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (!struck || !KEYS.includes(struck) || modified || types || event.defaultPrevented) return;
  if (!store.settings().keys) return;
  // Some browsers search in the page at this key.
  if (struck === "/") event.preventDefault();
  (await import("./reading/walking.js")).does(struck);
});
