// Grids: arrow keys move between rows, Space selects, Enter opens, a click on the row opens; links and checkboxes stay their own targets.
(() => {
  const inner = "a, button, input, select, textarea, label, [role=button], summary";
  const rowsOf = row => [...row.closest("tbody").querySelectorAll("tr[tabindex]")];

  const open = (row, newTab) => {
    const href = row.dataset.href;
    if (!href) { row.click(); return; }
    if (newTab) window.open(href, "_blank", "noopener");
    else window.Blazor?.navigateTo ? window.Blazor.navigateTo(href) : location.assign(href);
  };

  document.addEventListener("click", event => {
    const row = event.target.closest?.("tr[data-href]");
    if (!row || event.target.closest(inner) || String(getSelection())) return;
    open(row, event.ctrlKey || event.metaKey);
  });

  document.addEventListener("keydown", event => {
    const row = event.target;
    if (!row.matches?.("tr[tabindex]")) return;
    const rows = rowsOf(row);
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
      for (const other of rows) other.tabIndex = other === next ? 0 : -1;
      next.focus();
      if (event.shiftKey && next !== row) next.querySelector("input.cbx")?.click();
    } else if (event.key === " ") {
      event.preventDefault();
      row.querySelector("input.cbx")?.click();
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(row, event.ctrlKey || event.metaKey);
    }
  });

  // A picture wider than its panel is scrolled so that the current record stands in the middle.
  window.flaskTrack.showCurrent = host => {
    const box = host?.querySelector?.("[aria-current=true]")?.getBoundingClientRect();
    if (!box) return;
    const frame = host.getBoundingClientRect();
    host.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
  };

  // A checkbox cannot be "partly checked" by attribute, so the head's box says it by data.
  window.flaskTrack.partly = (box, value) => { if (box) box.indeterminate = value; };
})();
