/** <passkey-form hidden>: shown where there are passkeys; its form asks the device for one before it is sent. */
class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    const told = this.querySelector("[role=status]");
    told.textContent = "";
    try {
      const credential = await credentialOf(await this.options());
      this.form.elements.credential.value = JSON.stringify(credential.toJSON());
      this.form.submit();
    } catch {
      told.textContent = this.dataset.failed;
    }
  }

  /** What the site asks for: in the page, or behind the form's address where nobody is known yet. */
  async options() {
    const written = this.querySelector("script[type='application/json']");
    if (written) return JSON.parse(written.textContent);
    const answer = await fetch(this.form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }
}

function credentialOf({ creation_options: creation, request_options: request }) {
  if (request) {
    return navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(request.publicKey),
    });
  }
  // One that is found without a name, and never without a finger, a face or a PIN.
  const selection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  const asked = { ...creation.publicKey, authenticatorSelection: selection };
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) });
}

customElements.define("passkey-form", PasskeyForm);
