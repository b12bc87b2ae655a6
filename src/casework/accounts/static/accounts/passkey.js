// Asks the browser for a passkey and posts its answer; without it the code beside does the same.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  const button = form.querySelector("button");
  if (!window.PublicKeyCredential) {
    form.querySelector("[data-missing]").hidden = false;
    button.hidden = true;
    return;
  }
  const options = JSON.parse(document.getElementById("passkey-options").textContent);
  button.addEventListener("click", async () => {
    try {
      const answer = await window.webauthnJSON[form.dataset.passkey](options);
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch {
      form.querySelector("[data-problem]").hidden = false;
    }
  });
})();
