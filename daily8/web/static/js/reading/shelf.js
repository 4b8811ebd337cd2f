import * as store from "./store.js";

/**
 * What this browser keeps beside what the account has: what is to be told, and what is taken over.
 *
 * `known` is what the account had when it was last heard of: {reader, turn, saved, history, choices}, the lines by
 * name. What is here and not known is new; what is known and not here was removed here; what is known and no longer
 * in the account was removed elsewhere.
 */
const AT_ONCE = 200;
const KINDS = ["saved", "history"];
const KEPT = { size: 3, face: "serif", keys: true, history: true };
const COOKIES = { theme: "theme", pictures: "pictures", language: "django_language" };
const UNCHOSEN = { ...KEPT, theme: "", pictures: "", language: "" };

const object = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
const cookie = (name) => new RegExp(`(?:^|; )${name}=([a-z-]+)`).exec(document.cookie)?.[1] ?? "";

/** What is known of this reader's account; what lies in the storage is made into what it should be. */
export const knownOf = (reader) => {
  const known = object(store.account());
  const nothing = { reader, turn: 0, saved: {}, history: {}, choices: {} };
  if (known.reader !== reader) return nothing;
  const turn = Number.isSafeInteger(known.turn) && known.turn > 0 ? known.turn : 0;
  const [saved, history, choices] = ["saved", "history", "choices"].map((name) => ({ ...object(known[name]) }));
  const found = { reader, turn, saved, history, choices, short: known.short === true };
  return isWhole(found) ? found : nothing;
};

/** Whether what is not here was removed here; where something cannot be read, the account is joined anew. */
const isWhole = (known) =>
  KINDS.every((kind) => !Object.keys(known[kind]).length || store.intact(kind)) &&
  (store.intact("settings") || Object.entries(KEPT).every(([name, value]) => (known.choices[name] ?? value) === value));

const lineOf = ({ address, at, place = 0, done = false, finished = 0 }) =>
  [store.keyOf(address), at, Math.round(place * 1000) / 1000, done, finished];
const mayTell = (kind) => kind === "saved" || store.settings().history;
/** Of what is saved only that it is; of what was opened everything. */
const differs = (kind, [, ...line], known) => !known || (kind === "history" && String(line) !== String(known));

const choicesHere = () => {
  const cookies = Object.entries(COOKIES).map(([name, at]) => [name, cookie(at)]);
  return { ...store.settings(), ...Object.fromEntries(cookies) };
};
const changedChoices = (known) =>
  Object.fromEntries(Object.entries(choicesHere()).filter(([name, value]) => value !== (known[name] ?? UNCHOSEN[name])));

/** Forget what belongs to who leaves; the choices stay, as theirs. */
export const leave = () => store.leave(choicesHere());

/** Who comes next does not get them: what was not chosen anew since then is as if nobody had chosen it. */
export const come = () => {
  const [left, here] = [object(store.takeLeft()), choicesHere()];
  apply(Object.entries(UNCHOSEN).filter(([name]) => Object.hasOwn(left, name) && left[name] === here[name]));
};

/** What the account does not know yet, as much as one message holds; null where that is nothing. */
export const news = (known) => {
  const told = { turn: known.turn, choices: changedChoices(known.choices) };
  let room = AT_ONCE;
  for (const kind of KINDS) {
    const lines = store[kind]().map(lineOf);
    const names = new Set(lines.map(([name]) => name));
    const gone = Object.keys(known[kind]).filter((name) => !names.has(name));
    told[`${kind}_gone`] = gone.slice(0, room);
    room -= told[`${kind}_gone`].length;
    const fresh = mayTell(kind) ? lines.filter((line) => differs(kind, line, known[kind][line[0]])) : [];
    told[kind] = fresh.slice(0, room);
    room -= told[kind].length;
  }
  return room < AT_ONCE || Object.keys(told.choices).length ? told : null;
};

/** The account has taken this; nothing may have been all there was to tell. False where that cannot be noted. */
export const noteTold = (known, told, turn) => {
  for (const kind of told ? KINDS : []) {
    for (const name of told[`${kind}_gone`]) delete known[kind][name];
    for (const [name, ...line] of told[kind]) known[kind][name] = line;
  }
  return store.noteAccount({ ...known, turn, choices: { ...known.choices, ...told?.choices } });
};

/**
 * Take over what happened to the account elsewhere; false where that cannot be noted.
 *
 * What finds no room here is not noted as known, or it would look as if it had been removed here: the note says that
 * it is short of something, and all is asked for anew with the next page.
 */
export const takeOver = (known, answer) => {
  // A turn of the past: the account was put back to what it was, and nothing that is here was removed there.
  if (answer.turn < known.turn) Object.assign(known, { saved: {}, history: {}, choices: {} });
  const done = [choose(known, object(answer.choices))];
  const parts = KINDS.map((kind) => partOf(kind, known[kind], answer[kind]));
  for (const part of parts) done.push(take(part));
  for (const part of parts) noteTaken(part);
  if (store.noteAccount({ ...known, turn: answer.turn, short: done.includes(false) })) return true;
  // What came without its note would look as if it were new here.
  for (const { kind, left } of parts) store.replace(kind, left);
  return false;
};

/** One kind of what is here: what of it is left, and which of the account's lines are new. */
const partOf = (kind, known, answer) => {
  const here = store[kind]();
  const names = new Set(answer.names);
  const lines = new Map(store.cleaned(kind, answer.lines).map((one) => [store.keyOf(one.address), one]));
  const left = here.filter((one) => {
    const name = store.keyOf(one.address);
    // One that was opened again since then is new.
    return !known[name] || names.has(name) || (kind === "history" && one.at > known[name][0]);
  });
  return { kind, known, here, names, lines, left };
};

const take = ({ kind, known, here, lines, left }) => {
  const mine = new Set(here.map((one) => store.keyOf(one.address)));
  const added = [...lines].filter(([name]) => !mine.has(name) && !known[name]).map(([, one]) => one);
  const merged = kind === "saved" ? left : left.map((one) => further(one, lines.get(store.keyOf(one.address))));
  const all = store.cleaned(kind, [...merged, ...added]);
  if (JSON.stringify(all) === JSON.stringify(here) && store.intact(kind)) return true;
  if (store.replace(kind, all)) return true;
  store.replace(kind, left);
  return false;
};

const noteTaken = ({ kind, known, names, lines }) => {
  for (const name of Object.keys(known)) if (!names.has(name)) delete known[name];
  const here = new Set(store[kind]().map((one) => store.keyOf(one.address)));
  for (const [name, one] of lines) if (known[name] || here.has(name)) known[name] = lineOf(one).slice(1);
};

/** The earlier of two moments of which either may be none, 0. */
const firstOf = (one, other) => (one && other ? Math.min(one, other) : one || other);

const further = (one, other) =>
  other
    ? {
        ...one,
        at: Math.max(one.at, other.at),
        place: Math.max(one.place, other.place),
        done: one.done || other.done,
        finished: firstOf(one.finished, other.finished),
      }
    : one;

/** A choice that was changed here since the account was heard of stays; it is told next. */
const choose = (known, choices) => {
  const mine = known.turn ? changedChoices(known.choices) : {};
  const chosen = Object.entries(choices).filter(([name]) => Object.hasOwn(UNCHOSEN, name));
  const theirs = chosen.filter(([name]) => !Object.hasOwn(mine, name));
  apply(theirs);
  // A choice that could not be kept here was not changed here.
  const here = choicesHere();
  known.choices = { ...Object.fromEntries(chosen), ...Object.fromEntries(theirs.map(([name]) => [name, here[name]])) };
  return theirs.every(([name, value]) => !Object.hasOwn(KEPT, name) || here[name] === value);
};

const apply = (choices) => {
  for (const [name, value] of choices) {
    if (Object.hasOwn(KEPT, name)) store.set(name, value, store.replace);
    else if (/^[a-z]{0,5}$/.test(value)) keepCookie(COOKIES[name], value);
    if (name === "theme") document.documentElement.dataset.theme = value;
  }
};

const keepCookie = (name, value) => {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${value ? 31536000 : 0}; samesite=lax${secure}`;
};
