// Nothing typed is lost: values are kept for this tab when the connection is gone for good, and brought back after the reload.
(() => {
  const ft = window.flaskTrack;
  const keep = () => "ft-kept:" + location.pathname;
  const fields = () => [...document.querySelectorAll("main input, main textarea, main select")]
    .filter(field => (field.id || field.name) && !/^(password|file|hidden|submit|button)$/.test(field.type));
  const valueOf = field => /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value;
  const keyOf = field => (field.name || field.id) + (field.type === "radio" ? "=" + field.value : "");
  const touched = new Map(); // when each field was last typed into

  document.addEventListener("input", event => {
    const field = event.target;
    if (field.closest?.("main") && (field.id || field.name) && field.type !== "password") touched.set(keyOf(field), performance.now());
  });

  // A change that was sent into a broken connection is lost without a sign. What stands in the fields is sent again: what was typed since the
  // connection was lost, and in the minute before, which is longer than a silent loss stays unnoticed.
  ft.sendAgain = lostAt => {
    for (const field of fields()) {
      if (touched.get(keyOf(field)) > lostAt - 60000) field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  ft.keepTyped = () => {
    const values = Object.fromEntries(fields().filter(field => touched.has(keyOf(field))).map(field => [keyOf(field), valueOf(field)]));
    if (Object.keys(values).length) try { sessionStorage.setItem(keep(), JSON.stringify(values)); } catch { /* storage full or shut: reload all the same */ }
  };

  const bringBack = () => {
    let values;
    try { values = JSON.parse(sessionStorage.getItem(keep())); sessionStorage.removeItem(keep()); } catch { return; }
    if (!values) return;
    for (const field of fields()) {
      const value = values[keyOf(field)];
      if (value === undefined || value === valueOf(field)) continue;
      if (typeof value === "boolean") field.checked = value; else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    ft.say("Connected again. What you typed is back.");
  };

  // Called by the layout when the page has become interactive.
  ft.ready = () => {
    for (const act of ft.shown) act();
    document.documentElement.setAttribute("data-ready", "");
    bringBack();
  };

  ft.focusFirstError = () => {
    const field = document.querySelector("main [aria-invalid=true], dialog[open] [aria-invalid=true]");
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  };
  document.addEventListener("click", event => {
    const link = event.target.closest?.(".errs a[href*='#']");
    if (!link) return;
    event.preventDefault();
    document.getElementById(link.hash.slice(1))?.focus();
  });
  // From the fault page back to the form: browsers bring the typed values back themselves.
  document.addEventListener("click", event => { if (event.target.closest?.("[data-back]")) history.back(); });
  // Show or hide a typed password.
  document.addEventListener("click", event => {
    const eye = event.target.closest?.("[data-reveal]");
    const field = eye && eye.closest(".inp")?.querySelector("input");
    if (!field) return;
    field.type = field.type === "password" ? "text" : "password";
    eye.setAttribute("aria-pressed", String(field.type === "text"));
  });

  // A draft holds what is typed, not only what was left with the Tab key: the value goes to the server once typing pauses.
  let pause;
  document.addEventListener("input", event => {
    const field = event.target;
    if (!field.matches?.("main input, main textarea") || /^(password|file|checkbox|radio)$/.test(field.type) || !document.querySelector("main [data-draft]")) return;
    clearTimeout(pause);
    pause = setTimeout(() => field.isConnected && field.dispatchEvent(new Event("change", { bubbles: true })), 700);
  });
})();
