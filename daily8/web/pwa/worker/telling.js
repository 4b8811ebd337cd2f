/* What the site tells without being asked. Every message has to be shown: browsers take the right away otherwise. */
const messageOf = (data) => {
  try {
    const told = data.json();
    return told && typeof told === "object" ? told : {};
  } catch {
    return {};
  }
};

const text = (value, otherwise) => (typeof value === "string" && value ? value : otherwise);

/* A page of this site, wherever the message says that it leads. */
const pageOf = (path) => {
  try {
    const url = new URL(text(path, "/"), self.location.origin);
    return url.origin === self.location.origin ? url.href : self.location.origin;
  } catch {
    return self.location.origin;
  }
};

const tell = (data) => {
  const told = messageOf(data);
  const dir = told.dir === "rtl" ? "rtl" : "ltr";
  return self.registration.showNotification(text(told.title, SITE.name), {
    body: text(told.body, ""),
    tag: text(told.tag, "daily8"),
    lang: text(told.lang, ""),
    dir,
    icon: SITE.icon,
    data: { path: text(told.path, "/") },
  });
};

/* The page where it is open already, else in a new window. */
const open = async (path) => {
  const address = pageOf(path);
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const same = windows.find((one) => one.url.split("#")[0] === address.split("#")[0]);
  return same ? same.focus() : self.clients.openWindow(address);
};

/* The browser's maker may give it another address at any time. */
const renew = async (old, changed) => {
  if (!old) return;
  const renewed = changed ?? (await self.registration.pushManager.subscribe(old.options));
  const body = JSON.stringify({ old, new: renewed });
  await fetch(SITE.renew, { method: "POST", headers: { "Content-Type": "application/json" }, body });
};

/* Whoever uses this browser next is told nothing that was meant for another. */
const tellNoMore = async () => (await self.registration.pushManager?.getSubscription())?.unsubscribe();

self.addEventListener("push", (event) => event.waitUntil(tell(event.data)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event.oldSubscription, event.newSubscription).catch(() => {}));
});
