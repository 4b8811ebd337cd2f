import * as store from "./reading/store.js";

/** What is kept here is also in the account of who is signed in, see reading/account.js. */
const { reader } = document.querySelector("[data-reader]")?.dataset ?? {};
if (store.available() && (reader || store.account())) {
  // Without a network it waits: what there is to tell is in the storage.
  import("./reading/account.js").then(({ begin }) => begin(reader)).catch(() => {});
}
