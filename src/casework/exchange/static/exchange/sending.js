// Sends a file in pieces, each where the file ends at the server, so that a broken connection goes on where it was.
"use strict";
(() => {
  const form = document.querySelector("form[data-begin]");
  const PIECE = 1 << 20, LONGEST = 30000;
  const shown = form.querySelector("[data-progress]"), problem = form.querySelector("[data-problem]");
  const bar = form.querySelector("progress"), told = form.querySelector("[data-told]");
  const text = (name) => form.getAttribute(`data-${name}`); // a field of the form is called dataset
  const token = form.elements.csrfmiddlewaretoken.value;

  class Refused extends Error {}

  const tell = (now) => { if (told.textContent !== now) told.textContent = now; };
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const megabytes = (bytes) => (bytes / (1 << 20)).toFixed(1);

  const post = async (address, body, headers = {}) => {
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token, ...headers } });
    if (answer.status >= 500) throw new Error("server");
    const said = (answer.headers.get("content-type") || "").startsWith("application/json") ? await answer.json() : null;
    if (said === null) { location.reload(); throw new Refused(""); }
    if (said.problem) throw new Refused(said.problem);
    return said;
  };

  // Again and again, ever later, until it comes through or is refused.
  const surely = async (attempt) => {
    for (let pause = 1000; ; pause = Math.min(2 * pause, LONGEST)) {
      try {
        return await attempt();
      } catch (failure) {
        if (failure instanceof Refused) throw failure;
        tell(text("waiting"));
        await wait(pause);
      }
    }
  };

  const send = async (file) => {
    const said = new FormData(form);
    said.delete("file");
    said.set("name", file.name);
    said.set("size", file.size);
    const begun = await surely(() => post(text("begin"), said));
    let offset = begun.offset;
    while (offset < file.size) {
      const from = offset;
      const piece = file.slice(from, from + PIECE);
      const headers = { "X-Offset": String(from), "Content-Type": "application/octet-stream" };
      offset = (await surely(() => post(begun.piece, piece, headers))).offset;
      bar.value = offset / file.size;
      tell(text("sent").replace("{sent}", megabytes(offset)).replace("{size}", megabytes(file.size)));
    }
    tell(text("finishing"));
    return (await surely(() => post(begun.finish, ""))).page;
  };

  form.addEventListener("submit", async (event) => {
    const file = form.elements.file.files[0];
    if (!file) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    problem.hidden = true;
    shown.hidden = false;
    try {
      location.assign(await send(file));
    } catch (refused) {
      problem.querySelector("span").textContent = refused.message;
      problem.hidden = !refused.message;
      shown.hidden = true;
      button.disabled = false;
    }
  });
})();
