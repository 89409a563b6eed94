// Passkeys: asks the server what to ask, lets the browser answer, and posts the answer with the form around the button.
(() => {
  // A passkey belongs to a name, such as localhost or lab.example; browsers take none for an address of numbers.
  const named = !/^[\d.]+$|^\[/.test(location.hostname);
  const supported = named && window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON;
  const show = () => {
    const form = supported && document.getElementById("passkey-form");
    if (form) form.hidden = false;
  };

  const options = async (form, kind) => {
    const token = new FormData(form).get("__RequestVerificationToken");
    const answer = await fetch("/passkey/" + kind, { method: "POST", body: new URLSearchParams({ __RequestVerificationToken: token }) });
    if (!answer.ok) throw new Error("options " + answer.status);
    return answer.json();
  };
  const ask = async (form, kind) => {
    const given = await options(form, kind);
    return kind === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given) });
  };

  document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-passkey]");
    if (!button) return;
    const form = button.closest("form");
    button.disabled = true;
    try {
      const credential = await ask(form, button.dataset.passkey);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      button.disabled = false;
      window.flaskTrack?.say?.("The passkey was not used. Try again or use your password.");
    }
  });

  show();
  document.addEventListener("DOMContentLoaded", show);
})();
