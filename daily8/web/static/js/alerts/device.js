/**
 * <push-device hidden data-key data-address data-token data-failed data-denied>: adds this browser to those that are
 * told, where browsers can be. The list marks this one, and its button then ends the subscription as well.
 */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const digest = async (text) => {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

class PushDevice extends HTMLElement {
  async connectedCallback() {
    if (!navigator.serviceWorker || !window.PushManager || !window.Notification) {
      document.getElementById("install-first").hidden = navigator.standalone !== false;
      return;
    }
    this.querySelector("button").addEventListener("click", () => this.add());
    // The button is there at once: a worker that is still to come is waited for when it is pressed.
    this.hidden = false;
    const registration = await navigator.serviceWorker.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    if (subscription) await this.mark(subscription);
  }

  /** Where this browser is in the list, it needs no button, and removing it there ends its subscription. */
  async mark(subscription) {
    const line = document.querySelector(`[data-device="${await digest(subscription.endpoint)}"]`);
    if (!line) return;
    this.hidden = true;
    line.querySelector("[data-here]").hidden = false;
    line.querySelector("form").addEventListener("submit", () => subscription.unsubscribe());
  }

  async add() {
    const told = this.querySelector("[role=status]");
    const button = this.querySelector("button");
    told.textContent = "";
    button.ariaBusy = "true";
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        told.textContent = this.dataset.denied;
        return;
      }
      await this.send(await this.subscription());
      location.reload();
    } catch {
      told.textContent = this.dataset.failed;
    } finally {
      button.ariaBusy = null;
    }
  }

  /** The subscription of this browser, made anew where it was made for another key. */
  async subscription() {
    const { pushManager } = await navigator.serviceWorker.ready;
    const old = await pushManager.getSubscription();
    await old?.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(this.dataset.key) });
  }

  async send(subscription) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.dataset.token };
    const body = JSON.stringify(subscription);
    const answer = await fetch(this.dataset.address, { method: "POST", headers, body });
    if (answer.ok) return;
    await subscription.unsubscribe();
    throw new Error(answer.statusText);
  }
}

customElements.define("push-device", PushDevice);

/** Where no time zone was chosen, that of this browser is proposed; it may have another name than in the list. */
const zone = document.querySelector("select[name=zone]");
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && own && !zone.value && !zone.form.querySelector("[data-zone-asked]").dataset.zoneAsked) {
  if (![...zone.options].some((option) => option.value === own)) zone.append(new Option(own, own));
  zone.value = own;
}
