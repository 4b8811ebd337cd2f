/** The sheet of keys: the page that lists them, shown over this one. */
let sheet = null;

/** Wait for a stylesheet of that page, unless this one has it. */
const withStyle = (link) =>
  document.querySelector(`link[href="${link.getAttribute("href")}"]`) ||
  new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });

const load = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("dialog");
  await Promise.all([...page.querySelectorAll("link[rel=stylesheet]")].map(withStyle));
  found.append(page.querySelector(".keys"));
  found.removeAttribute("hidden");
  document.body.append(found);
  return found;
};

export const help = async () => {
  const address = `/${document.documentElement.lang}/keys`;
  try {
    sheet ??= await load(address);
  } catch {
    location.assign(address);
    return;
  }
  sheet.showModal();
};
