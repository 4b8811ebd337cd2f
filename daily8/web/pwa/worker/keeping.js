/* What may be kept, and how it is. A browser may refuse every cache (private windows) or have no room: nothing here
   fails for that, it only keeps nothing. */
const AT = "x-kept-at";
const TITLE = "x-kept-title";
const LONGEST_PAGE = 2_000_000;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/* Everybody's: whole, from here, from the address that was asked, and not made for one reader. An answer that sets
   a cookie cannot be told here; the site marks it private. */
const mayKeep = (answer) =>
  answer.status === 200 &&
  answer.type === "basic" &&
  !answer.redirected &&
  !/private|no-store/i.test(answer.headers.get("cache-control") ?? "");

const isPage = (answer) => (answer.headers.get("content-type") ?? "").startsWith("text/html");

const find = async (name, address) => {
  try {
    const cache = (await caches.has(name)) && (await caches.open(name));
    return cache ? await cache.match(address, { ignoreVary: true }) : undefined;
  } catch {
    return undefined;
  }
};

/* Once this worker is to go, nothing is kept any more. */
let unwanted = false;

/* Put anew, so that the keys of a cache stand in the order of their last use. */
const keep = async (name, address, answer) => {
  if (unwanted) return false;
  try {
    const cache = await caches.open(name);
    await cache.delete(address, { ignoreVary: true });
    await cache.put(address, answer);
    return true;
  } catch {
    return false;
  }
};

const drop = (name) => caches.delete(name).catch(() => false);
const names = () => caches.keys().catch(() => []);

/* A page with the moment it is from and its title, ready to be kept. */
const stamped = (answer, html) => {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(AT, new Date().toISOString());
  headers.set(TITLE, encodeURIComponent(titleOf(html)));
  return new Response(html, { headers });
};

const titleOf = (html) => {
  const written = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
  const words = written.replace(/&(#?\w+);/g, (whole, entity) => ENTITIES[entity] ?? whole).replace(/\s+/g, " ").trim();
  const end = ` · ${SITE.name}`;
  return [...(words.endsWith(end) ? words.slice(0, -end.length) : words)].slice(0, 300).join("");
};

/* Keep the last entries of a cache, as many as fit both bounds. */
const trim = async (name, { most, bytes = Infinity }) => {
  if (unwanted) return;
  try {
    const cache = await caches.open(name);
    let [number, size] = [0, 0];
    for (const request of (await cache.keys()).reverse()) {
      const answer = await cache.match(request, { ignoreVary: true });
      size += Number(answer?.headers.get("content-length")) || 0;
      if (++number > most || size > bytes) await cache.delete(request, { ignoreVary: true });
    }
  } catch {
    // What cannot be counted cannot be made less.
  }
};
