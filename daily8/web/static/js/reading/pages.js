/**
 * The next pages of a list, put below this one.
 *
 * Which were added, and which link was followed from where, is kept with the page's place in the browser's history:
 * Back then finds the same list at the same place.
 */
const MOST = 40;

/** Add one page; return the link of its first article. */
const add = async (more, address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const added = [...page.querySelectorAll(".listing > *")];
  if (!added.length) throw new Error(`${address}: no list`);
  const list = document.querySelector(".listing");
  list.append(...added);
  const next = page.querySelector("a[rel=next]");
  const link = more.querySelector("a");
  if (next) link.href = new URL(next.getAttribute("href"), address).href;
  link.hidden = !next;
  list.addEventListener("click", leave, true);
  return added[0].querySelector(".card__title a");
};

const leave = ({ target }) => {
  const link = target.closest("a");
  if (!link) return;
  history.replaceState({ ...history.state, left: link.href, at: link.getBoundingClientRect().top }, "");
};

/** Add the page that the link leads to; who came by a key goes on at its first article. */
export const load = async (more, byKey) => {
  const address = more.querySelector("a").href;
  const first = await add(more, address);
  history.replaceState({ ...history.state, more: [...(history.state?.more ?? []), address] }, "");
  if (byKey) first?.focus();
};

/** Add again what was there when the page was left, and return to the link that was followed. */
export const restore = async (more) => {
  const { more: addresses, left, at } = history.state;
  for (const address of Array.isArray(addresses) ? addresses.slice(0, MOST) : []) {
    if (new URL(address).origin === location.origin) await add(more, address);
  }
  const link = [...document.querySelectorAll(".listing a")].find((one) => one.href === left);
  if (link) scrollBy({ top: link.getBoundingClientRect().top - at, behavior: "instant" });
  link?.focus({ preventScroll: true });
};
