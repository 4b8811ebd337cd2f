/**
 * Fetches what is seldom used: the module in data-near when its element comes near, the one in data-open when
 * something in the element is opened or played.
 */
const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      import(target.dataset.near);
    }
  },
  { rootMargin: "50%" },
);
for (const one of document.querySelectorAll("[data-near]")) near.observe(one);
for (const one of document.querySelectorAll("[data-open]")) {
  for (const event of ["toggle", "play"]) {
    one.addEventListener(event, () => import(one.dataset.open), { capture: true, once: true });
  }
}
