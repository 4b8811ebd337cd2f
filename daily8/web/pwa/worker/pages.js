/* Pages: from the site, else as they were read. */
const PATIENCE = 4000;
const MOST_PAGES = { most: 50 };
// A web server in front says so while the site behind it is away.
const AWAY = [502, 503, 504];

const navigate = async (event, url) => {
  const answered = ask(event);
  if (!IN_LANGUAGE.test(url.pathname) && url.pathname !== "/") return answered;
  if (OPERATORS.test(url.pathname)) return answered;
  event.waitUntil(answered.then((answer) => remember(url, answer)).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([answered.catch(() => null), late]);
  if (first && !AWAY.includes(first.status)) return first;
  return (await asRead(url)) ?? answered.catch(() => withoutConnection(url));
};

/* The browser asked while this worker started, where it can. */
const ask = async (event) => (await event.preloadResponse) ?? fetch(event.request);

const addressOf = ({ pathname, search }) => pathname + search;

/* Keep a page that was read, and forget one that is not shown any more. */
const remember = async (url, answer) => {
  const address = addressOf(url);
  if (mayKeep(answer) && isPage(answer)) {
    const copy = answer.clone();
    const html = await copy.text();
    if (html.length > LONGEST_PAGE || (await find(CHOICES, NO_HISTORY))) return;
    await keep(PAGES, address, stamped(copy, html));
    await trim(PAGES, MOST_PAGES);
    await trim(PICTURES, MOST_PICTURES);
  } else if ([404, 410].includes(answer.status) && fromSite(answer)) {
    await caches.open(PAGES).then((cache) => cache.delete(address, { ignoreVary: true }));
    const path = CAN_BE_SAVED.exec(address)?.[2];
    if (path) await drop(SAVED + path);
  }
};

/* And not from a web server in front that has lost it for a while. */
const fromSite = (answer) => answer.headers.has("content-security-policy");

const asRead = async (url) => {
  const address = addressOf(url);
  const read = await find(PAGES, address);
  // Kept anew, it is the one that was used last.
  if (read) await keep(PAGES, address, read.clone());
  const page = read ?? (await findSaved(address)) ?? (await find(SHELL, address));
  const language = await languageOf(url.pathname);
  if (page && OWN_PAGES.includes(address)) return showOwn(page, language);
  return page && show(page, language, "kept");
};

const withoutConnection = async (url) => {
  const language = await languageOf(url.pathname);
  const front = `/${language}/`;
  if (!IN_LANGUAGE.test(url.pathname) && (await find(PAGES, front))) return Response.redirect(front);
  const page = await find(SHELL, SITE.languages[language].offline);
  return page ? showOwn(page, language, "away") : Response.error();
};

/* What can be read without a connection: saved ones, and those read last, the latest first. */
const listKept = async (language) => {
  const [saved, pages] = [[], []];
  for (const name of await names()) {
    if (!name.startsWith(`${SAVED}/`)) continue;
    const address = `/${language}${name.slice(SAVED.length)}`;
    saved.push(told(address, await find(name, address)));
  }
  const read = await caches.open(PAGES).catch(() => null);
  for (const request of read ? (await read.keys()).reverse() : []) {
    const address = addressOf(new URL(request.url));
    if (!OWN_PAGES.includes(address)) pages.push(told(address, await read.match(request, { ignoreVary: true })));
  }
  return { saved: saved.filter(Boolean), pages: pages.filter(Boolean) };
};

const told = (address, page) =>
  page && { address, at: page.headers.get(AT), title: decodeURIComponent(page.headers.get(TITLE) ?? "") || address };
