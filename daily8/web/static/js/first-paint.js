/** Sets the reader's size and face of text before the first paint; it waits for nothing and shows nothing. */
try {
  const { items } = JSON.parse(localStorage.getItem("daily8.settings"));
  for (const name of ["size", "face"]) document.documentElement.dataset[name] = items[name];
} catch {
  // Nothing is kept, or nothing that can be read: the page is as it was written.
}
