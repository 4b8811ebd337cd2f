/* Pictures as far as they were seen. Their addresses never mean another picture, so what is kept is right. */
const MOST_PICTURES = { most: 200, bytes: 20_000_000 };
const LARGEST_PICTURE = 1_500_000;

const picture = async (event, { pathname }) => {
  const found = await find(PICTURES, pathname);
  if (found) return found;
  try {
    const answer = await fetch(event.request);
    if (mayKeep(answer) && Number(answer.headers.get("content-length")) <= LARGEST_PICTURE) {
      event.waitUntil(keep(PICTURES, pathname, answer.clone()));
    }
    return answer;
  } catch {
    return (await inAnyWidth(pathname)) ?? Response.error();
  }
};

/* Without a connection a picture in another width is better than none. */
const inAnyWidth = async (pathname) => {
  const wanted = PICTURE.exec(pathname)[1];
  const same = ({ url }) => PICTURE.exec(new URL(url).pathname)?.[1] === wanted;
  for (const name of (await names()).filter((one) => one === PICTURES || one.startsWith(`${SAVED}/`))) {
    const cache = await caches.open(name);
    const request = (await cache.keys()).find(same);
    if (request) return cache.match(request, { ignoreVary: true });
  }
  return undefined;
};
