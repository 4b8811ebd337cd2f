/** The app: its worker comes once the page is done; what belongs to installing, only where that can be. */
const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 2000));

const begin = async () => {
  try {
    // A worker at work is renewed by the browser; registered again, one that is to go would stay.
    if (!navigator.serviceWorker.controller) await navigator.serviceWorker.register("/service-worker.js");
    // Once a visit what was saved is compared with what is kept: something may have come between.
    else if (!sessionStorage.getItem("daily8.compared")) (await import("./app/saved.js")).keepSaved();
    sessionStorage.setItem("daily8.compared", "yes");
  } catch {
    // Refused, as in a private window: everything but reading offline works without.
  }
};

if (navigator.serviceWorker) {
  addEventListener("load", () => idle(begin, { timeout: 5000 }));
  addEventListener("daily8:saved", async ({ detail }) => (await import("./app/saved.js")).keepSaved({ first: detail.saved }));
}
addEventListener("beforeinstallprompt", async (event) => {
  event.preventDefault();
  (await import("./app/install.js")).offer(event);
});
// Only where a hand must do it does a browser say "no" here.
if (navigator.standalone === false) import("./app/install.js").then(({ explain }) => explain());
