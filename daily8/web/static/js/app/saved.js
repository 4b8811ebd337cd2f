/** Has the worker keep what the reader saved, with its pictures, and asks the browser not to clear it away. */
import { savedAddresses } from "../reading/store.js";

export const keepSaved = async ({ first = false } = {}) => {
  const addresses = savedAddresses();
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ kind: "saved", addresses });
  if (first && addresses.length === 1) await navigator.storage?.persist?.();
};
