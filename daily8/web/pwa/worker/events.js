/* What the browser calls. */
let looked = false;

/* The way to be rid of this worker: the site, or whatever stands at its address, answers 404 or 410 for it. */
const goIfUnwanted = async () => {
  if (looked) return;
  looked = true;
  const { status } = await fetch(self.location.href, { method: "HEAD", cache: "no-store", credentials: "omit" });
  if (![404, 410].includes(status)) return;
  unwanted = true;
  await self.registration.unregister();
  for (const name of await names()) if (name.startsWith(OURS)) await drop(name);
};

const start = async () => {
  await dropOlder();
  await self.registration.navigationPreload?.enable().catch(() => {});
  await self.clients.claim();
};

/* When somebody signs out, or wants no history: nobody sees afterwards what was read. */
const forgetRead = async () => {
  await drop(PAGES);
  await drop(PICTURES);
};

/* Who signs out takes along what was saved, too: it is in the account. */
const leave = () => Promise.all([forgetRead(), keepSaved([]), tellNoMore()]);

const chooseHistory = async (wanted) => {
  if (wanted) return drop(CHOICES);
  await keep(CHOICES, NO_HISTORY, new Response(""));
  return forgetRead();
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fetchShell());
});

self.addEventListener("activate", (event) => event.waitUntil(start()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && SIGN_OUT.test(url.pathname)) event.waitUntil(leave());
  if (request.method !== "GET" || request.headers.has("range")) return;
  if (request.mode === "navigate") {
    event.respondWith(navigate(event, url));
    event.waitUntil(goIfUnwanted().catch(() => {}));
  } else if (FILE.test(url.pathname)) event.respondWith(file(event, url));
  else if (PICTURE.test(url.pathname)) event.respondWith(picture(event, url));
});

self.addEventListener("message", (event) => {
  const { kind, addresses, language, wanted } = event.data ?? {};
  if (kind === "saved" && Array.isArray(addresses)) event.waitUntil(keepSaved(addresses.map(String)));
  if (kind === "forget") event.waitUntil(forgetRead());
  if (kind === "history") event.waitUntil(chooseHistory(wanted === true));
  if (kind === "list" && CODES.includes(language)) {
    event.waitUntil(listKept(language).then((kept) => event.ports[0]?.postMessage(kept)));
  }
});
