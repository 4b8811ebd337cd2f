/* Saved articles with their pictures, in every language of the interface, whatever else is dropped. They are asked
   for without cookies: what is kept is everybody's page also while somebody is signed in. */
let turn = Promise.resolve();

/* Make what is kept what the reader has saved; one change after the other. */
const keepSaved = (addresses) => {
  turn = turn.then(() => makeSaved(addresses)).catch(() => {});
  return turn;
};

const makeSaved = async (addresses) => {
  const wanted = new Map(addresses.map((one) => CAN_BE_SAVED.exec(one)).filter(Boolean).map(([, code, path]) => [path, code]));
  for (const name of await names()) {
    if (name.startsWith(`${SAVED}/`) && !wanted.has(name.slice(SAVED.length))) await drop(name);
  }
  for (const [path, code] of wanted) await save(path, code).catch(() => {});
};

const save = async (path, code) => {
  for (const language of new Set([code, ...CODES])) {
    const address = `/${language}${path}`;
    if (await find(SAVED + path, address)) continue;
    const answer = await fetch(address, { credentials: "omit", priority: "low" });
    if (!mayKeep(answer) || !isPage(answer)) return;
    const html = await answer.text();
    // Who wants no pictures gets none sent ahead either.
    const pictures = (await cookie("pictures")) === "no" ? [] : picturesIn(html);
    for (const one of pictures) await savePicture(path, one);
    // The page comes last: where it is, all is there.
    await keepForSure(SAVED + path, address, () => stamped(answer, html));
  }
};

const savePicture = async (path, address) => {
  if (await find(SAVED + path, address)) return;
  const answer = (await find(PICTURES, address)) ?? (await fetch(address, { credentials: "omit", priority: "low" }));
  if (mayKeep(answer)) await keepForSure(SAVED + path, address, () => answer.clone());
};

/* Where there is no room, pictures that were only seen make it. */
const keepForSure = async (name, address, make) => {
  if (await keep(name, address, make())) return;
  await drop(PICTURES);
  await keep(name, address, make());
};

/* The pictures of the article itself; those of related ones are not part of it. */
const picturesIn = (html) => {
  const start = html.indexOf('class="article__main"');
  const own = start < 0 ? "" : html.slice(start, html.indexOf("<aside", start));
  return new Set([...own.matchAll(/<img[^>]*?\ssrc="(\/picture\/[^"\s]+)"/g)].map(([, address]) => address).slice(0, 60));
};

const findSaved = async (address) => {
  const path = CAN_BE_SAVED.exec(address)?.[2];
  return path ? find(SAVED + path, address) : undefined;
};
