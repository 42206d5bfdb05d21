// Asks the device for a passkey, where the browser can; without it the code by mail does the same.
(() => {
  "use strict";

  const toBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const withBytes = (options) => {
    const known = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));
    const read = { ...options, challenge: toBytes(options.challenge) };
    if (options.user) read.user = { ...options.user, id: toBytes(options.user.id) };
    read.excludeCredentials = known(options.excludeCredentials);
    read.allowCredentials = known(options.allowCredentials);
    return read;
  };

  const asJson = (credential) => {
    const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: {},
    });
  };

  const ask = (form) => {
    const publicKey = withBytes(JSON.parse(form.dataset.options));
    return form.dataset.passkey === "add"
      ? navigator.credentials.create({ publicKey })
      : navigator.credentials.get({ publicKey });
  };

  const start = (form) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = form.querySelector("[data-failed]");
      told.textContent = "";
      try {
        form.elements.credential.value = asJson(await ask(form));
      } catch {
        told.textContent = told.dataset.failed;
        return;
      }
      form.submit();
    });
  };

  if (!window.PublicKeyCredential) return;
  for (const sentence of document.querySelectorAll("[data-no-passkey]")) sentence.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) start(form);
})();
