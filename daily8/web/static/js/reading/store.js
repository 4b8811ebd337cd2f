/**
 * What this browser keeps for its reader: saved articles, what was opened and how far, visits of lists, searches, settings.
 *
 * The only module that touches the storage. Whatever lies there is taken for hostile: lines that are not what they
 * should be are left out, and a storage that is full, forbidden or broken costs what it would have kept, nothing
 * else. This page and other tabs hear of changes by `onChange`; "daily8:saved" on `window` tells which articles were
 * saved or no longer are, "daily8:erased" which kinds the reader erased.
 */
export const VERSION = 1;
const PREFIX = "daily8.";
const LIMITS = { saved: 1000, history: 500, visits: 200, searches: 20 };
const KINDS = [...Object.keys(LIMITS), "settings"];
const ADDRESS = /^\/[a-z]{2,3}\/((?:article|story)\/[0-9a-f]{32})$/;
const DEFAULTS = { size: 3, face: "serif", keys: true, history: true };
const CHOICES = { size: [1, 2, 3, 4, 5], face: ["serif", "sans"], keys: [true, false], history: [true, false] };

/** The same article in another language of the interface is the same article. */
export const keyOf = (address) => ADDRESS.exec(address)?.[1];

const text = (value, length) => (typeof value === "string" ? value.slice(0, length) : "");
const between = (value, most) => (Number.isFinite(value) ? Math.min(Math.max(value, 0), most) : 0);
const moment = (value) => between(value, Date.now());

const article = (one) =>
  keyOf(one?.address) && text(one.title, 1)
    ? {
        address: one.address,
        title: text(one.title, 500),
        publisher: text(one.publisher, 200),
        language: text(one.language, 3).replace(/[^a-z]/g, ""),
        published: moment(one.published),
        at: moment(one.at),
      }
    : null;

const CLEAN = {
  saved: article,
  history: (one) => {
    const known = article(one);
    const done = one?.done === true;
    // When it was first read to the end; what was noted before that was kept has the moment of its last opening.
    return known && { ...known, place: between(one.place, 1), done, finished: done ? moment(one.finished) || known.at : 0 };
  },
  visits: (one) =>
    text(one?.list, 1) === "/"
      ? { list: text(one.list, 300), since: moment(one.since), newest: moment(one.newest), at: moment(one.at) }
      : null,
  searches: (one) => (text(one?.words, 1) ? { words: text(one.words, 200), at: moment(one.at) } : null),
};
const NAME = {
  saved: (one) => keyOf(one.address),
  history: (one) => keyOf(one.address),
  visits: (one) => one.list,
  searches: (one) => one.words,
};

/** Newest first, each once, and no more than are kept. */
export const cleaned = (kind, items) => {
  const found = new Map();
  const clean = (Array.isArray(items) ? items : []).map(CLEAN[kind]).filter(Boolean);
  for (const one of clean.sort((a, b) => b.at - a.at)) {
    if (!found.has(NAME[kind](one))) found.set(NAME[kind](one), one);
  }
  return [...found.values()].slice(0, LIMITS[kind]);
};

/** Whether there is a storage at all; a browser may forbid it. */
export const available = () => {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
};

const itemsOf = (written) => {
  try {
    return JSON.parse(written)?.items;
  } catch {
    return undefined;
  }
};

const known = {};
/** What is kept of one kind, by name; read anew when something else is written there. */
const kept = (kind) => {
  const written = available() ? localStorage.getItem(PREFIX + kind) : null;
  if (known[kind]?.written !== written) {
    const items = cleaned(kind, itemsOf(written)).map((one) => [NAME[kind](one), one]);
    known[kind] = { written, items: new Map(items) };
  }
  return known[kind].items;
};
const read = (kind) => [...kept(kind).values()];

const put = (kind, items) => {
  try {
    localStorage.setItem(PREFIX + kind, JSON.stringify({ version: VERSION, items }));
    return true;
  } catch {
    return false;
  }
};

/** Keep these instead; false where there is no room, even without the older half of the history. */
export const write = (kind, items) => {
  const past = read("history");
  const half = (all) => all.slice(0, all.length >> 1);
  let done = put(kind, items);
  if (!done) {
    // Nothing may look as if the reader had removed it: what the account has is told anew.
    if (account()) noteAccount({ reader: account().reader });
    done = kind === "history" ? put(kind, half(items)) : put("history", half(past)) && put(kind, items);
  }
  if (done) changed(kind);
  return done;
};

/** Keep these instead, and give up nothing else for it; false where there is no room. */
export const replace = (kind, items) => {
  const before = saved();
  const done = put(kind, items);
  if (!done) return false;
  changed(kind);
  if (kind !== "saved") return true;
  for (const [some, all, are] of [[before, items, false], [items, before, true]]) {
    const names = new Set(all.map(NAME.saved));
    const differ = some.filter((one) => !names.has(NAME.saved(one)));
    if (differ.length) tell(differ, are);
  }
  return true;
};

/** Whether all that was written of a kind can be read: what is missing otherwise, nobody removed. */
export const intact = (kind) => {
  const items = available() ? itemsOf(localStorage.getItem(PREFIX + kind)) : null;
  if (kind === "settings") return Boolean(items) && typeof items === "object";
  return Array.isArray(items) && items.length === kept(kind).size;
};

// On the window, because the script of every page has this module within it, and others ask for the file.
const changed = (kind) => dispatchEvent(new Event(PREFIX + kind));
export const onChange = (kind, listener) => addEventListener(PREFIX + kind, listener);
const follow = (key) => {
  for (const kind of ["saved", "history", "settings"]) {
    if (key === null || key === PREFIX + kind) changed(kind);
  }
};
const tellErased = (kinds) => dispatchEvent(new CustomEvent("daily8:erased", { detail: kinds }));
addEventListener("storage", ({ key, newValue }) => {
  // Only who erases takes a kind out of the storage; everybody else writes another one.
  if (newValue === null) tellErased(KINDS.filter((kind) => key === null || key === PREFIX + kind));
  follow(key);
});
// A page that the browser had put aside heard nothing meanwhile.
addEventListener("pageshow", ({ persisted }) => persisted && follow(null));

const without = (kind, address) => read(kind).filter((one) => keyOf(one.address) !== keyOf(address));
const found = (kind, address) => kept(kind).get(keyOf(address));
const tell = (items, saved) => {
  const articles = items.map(({ address, title }) => ({ address, title }));
  dispatchEvent(new CustomEvent("daily8:saved", { detail: { articles, saved } }));
};

export const saved = () => read("saved");
export const savedAddresses = () => saved().map((one) => one.address);
export const isSaved = (address) => Boolean(found("saved", address));

/** Save articles, all or none, and tell of them once; false where they cannot be kept. */
export const saveAll = (all) => {
  const items = all.map((one) => article({ ...one, at: one.at ?? Date.now() }));
  const done = items.every(Boolean) && write("saved", cleaned("saved", [...items, ...others(items)]));
  if (done) tell(items.filter(({ address }) => isSaved(address)), true);
  return done;
};
const others = (items) => {
  const keys = new Set(items.map(NAME.saved));
  return saved().filter((one) => !keys.has(NAME.saved(one)));
};

/** Save an article, or put back one that was removed; false where it cannot be kept. */
export const save = (one) => saveAll([one]);

export const unsave = (address) => {
  const item = found("saved", address);
  if (item && write("saved", without("saved", address))) tell([item], false);
};

export const history = () => read("history");
export const wasOpened = (address) => Boolean(found("history", address));

/** Note that an article is open, or put back one that was removed; return what was known of it. */
export const remember = (one) => {
  const before = found("history", one.address);
  const item = { place: 0, done: false, finished: 0, ...before, at: Date.now(), ...one };
  write("history", cleaned("history", [item, ...without("history", one.address)]));
  return before;
};

/** Note how far an article was read: the furthest counts. */
export const reached = (address, place, done) => {
  const item = found("history", address);
  if (!item || (place <= item.place && (item.done || !done))) return;
  const finished = item.finished || (done ? Date.now() : 0);
  const further = { ...item, place: Math.max(place, item.place), done: item.done || done, finished };
  write("history", cleaned("history", [further, ...without("history", address)]));
};

export const forget = (address) => write("history", without("history", address));

export const visitOf = (list) => kept("visits").get(list);
export const noteVisit = (visit) =>
  write("visits", cleaned("visits", [visit, ...read("visits").filter((one) => one.list !== visit.list)]));

export const searches = () => read("searches").map((one) => one.words);
export const rememberSearch = (words) =>
  settings().history && write("searches", cleaned("searches", [{ words, at: Date.now() }, ...read("searches")]));

/** Every setting, with the default for each that is not known. */
export const settings = () => {
  const items = available() ? itemsOf(localStorage.getItem(PREFIX + "settings")) : undefined;
  const all = Object.entries(DEFAULTS);
  return Object.fromEntries(all.map(([name, value]) => [name, CHOICES[name].includes(items?.[name]) ? items[name] : value]));
};
export const set = (name, value, by = write) =>
  Object.hasOwn(CHOICES, name) && CHOICES[name].includes(value) && by("settings", { ...settings(), [name]: value });

/** Keep nothing of these kinds any more. */
export const erase = (kinds = [...KINDS, "left"]) => {
  const gone = saved();
  wipe(kinds);
  if (gone.length) tell(gone, false);
};
export const eraseHistory = () => wipe(["history", "searches"]);

/** What the account of who is signed in has of all this, see account.js; null where it is nobody's. */
export const account = () => (available() && itemsOf(localStorage.getItem(`${PREFIX}account`))) || null;
export const noteAccount = (items) => put("account", items);
/** Forget what belongs to somebody; how pages look tells nothing of anybody, but the choices are noted as theirs. */
export const leave = (choices) => {
  erase([...Object.keys(LIMITS), "account"]);
  put("left", choices);
};
/** The choices of who left last, told once. */
export const takeLeft = () => {
  const choices = (available() && itemsOf(localStorage.getItem(`${PREFIX}left`))) || {};
  if (available()) localStorage.removeItem(`${PREFIX}left`);
  return choices;
};

const wipe = (kinds) => {
  if (available()) for (const kind of kinds) localStorage.removeItem(PREFIX + kind);
  // What is in an account was removed only where a list says so: a missing one may be a broken one.
  if (account()) for (const kind of kinds) put(kind, kind === "settings" ? {} : []);
  tellErased(kinds);
  kinds.forEach(changed);
};
