// A form that was just sent is not sent again by a second click: its answer would say that somebody else was first.
"use strict";
(() => {
  const AGAIN = 3000;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("sent" in form.dataset) return event.preventDefault();
    if (event.defaultPrevented) return undefined;
    form.dataset.sent = "";
    return setTimeout(() => delete form.dataset.sent, AGAIN);
  });
})();
