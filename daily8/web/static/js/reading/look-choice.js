/** <look-choice> around the form of colours and pictures: a choice is kept at once, without the button. */
class LookChoice extends HTMLElement {
  connectedCallback() {
    this.querySelector(".settings__apply").hidden = true;
    this.addEventListener("change", ({ target: { name, value } }) => {
      const secure = location.protocol === "https:" ? "; secure" : "";
      const age = value === "system" ? 0 : 31536000;
      document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=lax${secure}`;
      if (name === "theme") document.documentElement.dataset.theme = value === "system" ? "" : value;
    });
    // The switch in the masthead chooses, too.
    document.addEventListener("submit", ({ submitter }) => {
      const choice = this.querySelector(`[name=theme][value="${submitter?.value}"]`);
      if (submitter?.name === "theme") choice.checked = true;
    });
  }
}

customElements.define("look-choice", LookChoice);
