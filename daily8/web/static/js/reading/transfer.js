import * as store from "./store.js";

/** All that is kept, as a file of this site, and such a file read: what is in it is as hostile as any file. */
const FORMAT = "daily8-reading";

export const exported = () => ({
  format: FORMAT,
  version: store.VERSION,
  exported_at: new Date().toISOString(),
  saved: store.saved(),
  history: store.history(),
  settings: store.settings(),
});

const parsed = (written) => {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
};

/** Add what a file holds to what is kept; return how much it was, or null where it is no file of ours. */
export const takeIn = (written) => {
  const file = parsed(written);
  if (file?.format !== FORMAT) return null;
  const saved = store.cleaned("saved", file.saved);
  const history = store.cleaned("history", file.history);
  const added = saved.filter((one) => !store.isSaved(one.address));
  const kept = [
    !added.length || store.saveAll(added),
    store.write("history", store.cleaned("history", [...history, ...store.history()])),
  ];
  for (const [name, value] of Object.entries(file.settings ?? {})) store.set(name, value);
  return { saved: saved.length, history: history.length, kept: kept.every(Boolean) };
};
