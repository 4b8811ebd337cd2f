/* The shell: what pages are made with, under names that change with their content, and the pages that need no
   connection. Fonts come for the languages of the pages that are open; others are kept when they are seen. */
const fetchShell = async () => {
  const cache = await caches.open(SHELL).catch(() => null);
  if (!cache) return;
  for (const address of await shellAddresses()) {
    const answer = (await kept(address)) ?? (await fetch(address, { credentials: "omit", priority: "low" }));
    // Without its shell a worker is of no use: the one before stays, and the browser tries again.
    if (!mayKeep(answer)) throw new Error(`${address} answers ${answer.status}`);
    const whole = isPage(answer) ? stamped(answer, await answer.text()) : answer;
    await cache.put(address, whole).catch(() => {});
  }
};

/* A file that did not change since the worker before. */
const kept = async (address) => {
  if (!FILE.test(address)) return undefined;
  for (const name of await names()) {
    const found = name.startsWith(`${OURS}shell-`) && (await find(name, address));
    if (found) return found;
  }
  return undefined;
};

const shellAddresses = async () => {
  if (navigator.connection?.saveData) return [...OWN_PAGES, ...SITE.files];
  const open = await self.clients.matchAll({ includeUncontrolled: true });
  const languages = new Set(open.map(({ url }) => IN_LANGUAGE.exec(new URL(url).pathname)?.[1]).filter(Boolean));
  return [...OWN_PAGES, ...SITE.files, ...[...languages].flatMap((code) => SITE.languages[code].fonts)];
};

const dropOlder = async () => {
  const current = (name) => [SHELL, PAGES, PICTURES, CHOICES].includes(name) || name.startsWith(`${SAVED}/`);
  for (const name of await names()) if (name.startsWith(OURS) && !current(name)) await drop(name);
};

/* A file by its hashed name: from the shell, else from the site. A page kept long ago may name one that is gone;
   then it gets the one that has its place today. */
const file = async (event, { pathname }) => {
  const found = await find(SHELL, pathname);
  if (found) return found;
  const answer = await fetch(event.request).catch(() => null);
  if (answer && mayKeep(answer)) {
    event.waitUntil(keep(SHELL, pathname, answer.clone()));
    return answer;
  }
  return (await successor(pathname)) ?? answer ?? Response.error();
};

const successor = async (pathname) => {
  const plain = (path) => path.replace(/\.[0-9a-f]{12}(?=\.[a-z0-9]+$)/, "");
  const every = [...SITE.files, ...CODES.flatMap((code) => SITE.languages[code].fonts)];
  const address = every.find((one) => plain(one) === plain(pathname));
  return address ? find(SHELL, address) : undefined;
};
