// Keyboard: Ctrl+K palette, ? shortcuts, G then a letter goes, N then a letter makes new, Ctrl+S saves, / goes to the list's search.
(() => {
  const ft = window.flaskTrack;
  const typing = element => element?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName || "")
    && !/^(checkbox|radio|button|submit)$/.test(element.type || "");
  let first = "";
  let timer = 0;

  const press = selector => {
    const scope = document.querySelector("dialog[open]") || document;
    const target = [...scope.querySelectorAll(selector)].find(e => e.getClientRects().length && !e.disabled && e.getAttribute("aria-disabled") !== "true");
    target?.click();
    return Boolean(target);
  };

  document.addEventListener("keydown", event => {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.altKey && key === "k") {
      event.preventDefault();
      document.getElementById("open-palette")?.click();
    } else if (command && !event.altKey && key === "s") {
      event.preventDefault();
      // The value under the cursor is sent on change, so leave the field first.
      if (typing(document.activeElement)) document.activeElement.dispatchEvent(new Event("change", { bubbles: true }));
      press("[data-save]");
    } else if (key === "f8") {
      event.preventDefault();
      nextError(event.shiftKey ? -1 : 1);
    } else if (!command && !event.altKey && !typing(event.target) && !document.querySelector("dialog[open]")) {
      letters(event, key);
    }
    if (event.target.getAttribute?.("role") === "combobox" && ["ArrowDown", "ArrowUp"].includes(event.key)) event.preventDefault();
  });

  // F8 goes to the next wrong cell or field, then round again.
  const nextError = step => {
    const wrong = [...document.querySelectorAll("main [aria-invalid=true]")].filter(e => e.getClientRects().length);
    if (!wrong.length) return;
    const here = document.activeElement;
    const after = wrong.findIndex(e => e === here || e.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_PRECEDING);
    const at = wrong.indexOf(here);
    const next = at >= 0 ? at + step : after < 0 ? 0 : step > 0 ? after : after - 1;
    const target = wrong[(next + wrong.length) % wrong.length];
    target.focus();
    target.select?.();
    target.scrollIntoView({ block: "center" });
  };

  const letters = (event, key) => {
    if (event.key === "?") { event.preventDefault(); ft.openDialog(document.getElementById("shortcuts")); return; }
    if (event.key === "/") {
      const search = document.querySelector("main input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
      return;
    }
    // Pages name a key for an act of theirs: F filters, [ and ] turn the page, Escape clears a selection.
    const own = !first && /^(f|\[|\]|escape)$/.test(key) && document.querySelector(`main [data-key="${key}"]:not(:disabled)`);
    if (own && !document.querySelector(":popover-open.pop")) { event.preventDefault(); own.click(); return; }
    if (first && /^[a-z]$/.test(key)) {
      event.preventDefault();
      press(first === "g" ? `a[data-go="${key}"]` : `[data-new="${key}"]`);
      first = "";
    } else if (key === "g" || key === "n") {
      first = key;
      clearTimeout(timer);
      timer = setTimeout(() => { first = ""; }, 1500);
    }
  };

  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-print]")) window.print();
    if (event.target.closest?.("[data-shortcuts]")) ft.openDialog(document.getElementById("shortcuts"));
    // aria-disabled controls stay focusable so that their reason can be read, but they do nothing.
    if (event.target.closest?.("[aria-disabled=true]")) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);
})();
