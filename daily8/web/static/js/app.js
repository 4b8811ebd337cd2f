import * as store from "./reading/store.js";

/** The app: its worker comes once the page is done; what belongs to installing, only where that can be. */
const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 2000));
const worker = navigator.serviceWorker;
const tell = async (message) => (await worker.ready).active.postMessage(message);
const tellChoice = () => tell({ kind: "history", wanted: store.settings().history });

const begin = async () => {
  try {
    // A worker at work is renewed by the browser; registered again, one that is to go would stay.
    if (!worker.controller) await worker.register("/service-worker.js");
    if (sessionStorage.getItem("daily8.compared")) return;
    // Once a visit what is kept is compared with what is wanted: something may have come between.
    sessionStorage.setItem("daily8.compared", "yes");
    tellChoice();
    tell({ kind: "saved", addresses: store.savedAddresses() });
  } catch {
    // Refused, as in a private window: everything but reading offline works without.
  }
};

/** Keep what is saved, and ask the browser at the first ones not to clear them away. */
const keepSaved = ({ detail }) => {
  const addresses = store.savedAddresses();
  tell({ kind: "saved", addresses });
  if (detail.saved && addresses.length === detail.articles.length) navigator.storage?.persist?.();
};

if (worker) {
  addEventListener("load", () => idle(begin, { timeout: 5000 }));
  addEventListener("daily8:saved", keepSaved);
  store.onChange("settings", tellChoice);
  addEventListener("daily8:erased", ({ detail }) => detail.includes("history") && tell({ kind: "forget" }));
}
addEventListener("beforeinstallprompt", async (event) => {
  event.preventDefault();
  (await import("./app/install.js")).offer(event);
});
// Only where a hand must do it does a browser say "no" here.
if (navigator.standalone === false) import("./app/install.js").then(({ explain }) => explain());
