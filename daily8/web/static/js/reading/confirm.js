/** Ask by the dialog after this button, and do it when the answer is yes. */
export const confirmed = (button, does) => {
  const dialog = button.nextElementSibling;
  button.addEventListener("click", () => {
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => dialog.returnValue === "yes" && does());
};
