/** A picture that cannot be had takes its box with it: the words stand as they do without one. */
const lose = (picture) => {
  const box = picture.closest(".card__picture, .article__picture");
  box?.closest(".card")?.classList.add("card--plain");
  box?.remove();
};

const asked = (picture) => performance.getEntriesByName(picture.currentSrc).length > 0;

// Such errors do not bubble; and one may have come before this script. One that waits to be scrolled to was not asked.
document.addEventListener("error", ({ target }) => target instanceof HTMLImageElement && lose(target), true);
for (const picture of document.images) {
  if (picture.complete && !picture.naturalWidth && asked(picture)) lose(picture);
}
