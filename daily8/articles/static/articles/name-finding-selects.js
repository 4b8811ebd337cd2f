/** Names each select that finds rows by its label; Select2 makes elements of its own that the label does not reach. */
django.jQuery(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const shown = document.getElementById(`select2-${select.id}-container`);
    const [label] = select.labels;
    if (shown && label) {
      shown.setAttribute("aria-label", label.textContent.trim());
    }
  }
});
