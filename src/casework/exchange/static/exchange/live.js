// Draws how far a work is every few seconds, as long as it is not done; without script a link does the same.
"use strict";
(() => {
  const EVERY = 3000;
  const draw = async () => {
    const here = document.querySelector("[data-live]");
    try {
      const answer = await fetch(location.href, { headers: { "X-Requested-With": "live" } });
      if (answer.redirected) return location.assign(answer.url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-live]");
      if (now && now.innerHTML !== here.innerHTML) here.replaceWith(now);
      if (now && !("open" in now.dataset)) return undefined;
    } catch { /* the connection may come back */ }
    return setTimeout(draw, EVERY);
  };
  setTimeout(draw, EVERY);
})();
