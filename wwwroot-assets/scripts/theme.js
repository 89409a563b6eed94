// Runs before the first paint: theme, density, collapsed nav and folded groups are attributes of <html>, kept per browser; the account's theme is there from the server.
(() => {
  const root = document.documentElement;
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = (key, value) => {
    try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* private window: lasts for this page */ }
  };
  const set = (name, value) => {
    value ? root.setAttribute("data-" + name, value) : root.removeAttribute("data-" + name);
    // The account's theme comes back where the browser has none of its own, so "as the system" is one of its own then.
    write("ft-" + name, value || (name === "theme" && root.dataset.accountTheme ? "system" : ""));
  };
  const apply = () => {
    for (const name of ["theme", "density", "nav", "fold"]) {
      const value = read("ft-" + name);
      if (value === "system") root.removeAttribute("data-" + name);
      else if (value) root.setAttribute("data-" + name, value);
    }
  };
  const folded = () => (root.getAttribute("data-fold") || "").split(" ").filter(Boolean);

  const showFolds = () => {
    for (const head of document.querySelectorAll("[data-fold-group]"))
      head.setAttribute("aria-expanded", String(!folded().includes(head.dataset.foldGroup)));
    for (const button of document.querySelectorAll("[data-toggle-nav]"))
      button.setAttribute("aria-pressed", String(root.getAttribute("data-nav") === "collapsed"));
  };
  const showChoices = () => {
    for (const name of ["theme", "density"])
      for (const item of document.querySelectorAll(`[data-set-${name}]`))
        item.setAttribute("aria-checked", String((item.getAttribute(`data-set-${name}`) || "") === (root.getAttribute("data-" + name) || "")));
  };

  document.addEventListener("click", event => {
    const target = event.target.closest?.("[data-set-theme],[data-set-density],[data-fold-group],[data-toggle-nav]");
    if (!target) return;
    if (target.hasAttribute("data-set-theme")) set("theme", target.getAttribute("data-set-theme"));
    else if (target.hasAttribute("data-set-density")) set("density", target.getAttribute("data-set-density"));
    else if (target.hasAttribute("data-toggle-nav")) set("nav", root.getAttribute("data-nav") === "collapsed" ? "" : "collapsed");
    else {
      const group = target.dataset.foldGroup;
      const rest = folded().filter(name => name !== group);
      set("fold", (rest.length === folded().length ? [...rest, group] : rest).join(" "));
    }
    showFolds();
    showChoices();
  });

  // Whoever chooses a theme for every browser means this one too.
  document.addEventListener("submit", event => { if (event.target.matches?.("[data-own-theme]")) write("ft-theme", ""); });

  // The framework's script asks to be told of "unload", which browsers are giving up and warn of. connection.js lets the circuit go at "pagehide".
  const listen = window.addEventListener;
  window.addEventListener = (type, ...rest) => { if (type !== "unload") listen.call(window, type, ...rest); };

  apply();
  document.addEventListener("DOMContentLoaded", () => { showFolds(); showChoices(); });
  window.flaskTrack = { shown: [() => { apply(); showFolds(); showChoices(); }] };
})();
