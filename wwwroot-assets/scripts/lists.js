// Grids: arrows or J and K move between rows, Space or X selects, Enter opens, Shift selects a range, a click on the row opens; links and checkboxes
// stay their own targets.
(() => {
  const inner = "a, button, input, select, textarea, label, [role=button], summary";
  const rowsOf = row => [...row.closest("tbody").querySelectorAll("tr[tabindex]")];

  const open = (row, newTab) => {
    const href = row.dataset.href;
    if (!href) { row.click(); return; }
    if (newTab) window.open(href, "_blank", "noopener");
    else window.Blazor?.navigateTo ? window.Blazor.navigateTo(href) : location.assign(href);
  };

  // A box clicked with Shift gives its state to all rows between it and the one clicked before.
  let last = null;
  document.addEventListener("click", event => {
    const box = event.target;
    if (!box.matches?.("tbody .cb > input.cbx") || !event.isTrusted) return;
    if (event.shiftKey && last?.isConnected && last !== box && last.closest("tbody") === box.closest("tbody")) {
      const boxes = [...box.closest("tbody").querySelectorAll(".cb > input.cbx")];
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const other of boxes.slice(from, to + 1)) if (other !== box && other.checked !== box.checked) other.click();
      getSelection().removeAllRanges();
    }
    last = box;
  });

  document.addEventListener("click", event => {
    const row = event.target.closest?.("tr[data-href]");
    if (!row || event.target.closest(inner) || String(getSelection())) return;
    open(row, event.ctrlKey || event.metaKey);
  });

  document.addEventListener("keydown", event => {
    const row = event.target;
    if (!row.matches?.("tr[tabindex]") || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
      event.preventDefault();
      const head = row.closest("table").querySelector("thead input.cbx");
      if (head && !head.checked) head.click();
      else document.querySelector('.bulk [data-key="a"]')?.click();
      return;
    }
    const rows = rowsOf(row);
    const at = rows.indexOf(row);
    const plain = !event.ctrlKey && !event.metaKey;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, j: plain ? at + 1 : undefined, k: plain ? at - 1 : undefined }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
      for (const other of rows) other.tabIndex = other === next ? 0 : -1;
      next.focus();
      if (event.shiftKey && next !== row) next.querySelector("input.cbx")?.click();
    } else if (event.key === " " || (plain && event.key === "x")) {
      event.preventDefault();
      row.querySelector("input.cbx")?.click();
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(row, event.ctrlKey || event.metaKey);
    }
  });

  // J or K with no row in focus begins at the first.
  document.addEventListener("keydown", event => {
    if (!/^[jk]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("tr[tabindex], input, textarea, select, [contenteditable]")) return;
    const row = document.querySelector("main tbody tr[tabindex='0']");
    if (row) { event.preventDefault(); row.focus(); }
  });

  // Boards: what is dragged carries something, without which some browsers drag nothing, and only columns that take the card let it be dropped.
  document.addEventListener("dragstart", event => {
    const card = event.target.closest?.(".lane li[draggable=true]");
    if (card) event.dataTransfer.setData("text/plain", card.querySelector("a")?.textContent ?? "");
  });
  document.addEventListener("dragover", event => {
    if (event.target.closest?.(".lane.takes")) event.preventDefault();
  });

  // A checkbox cannot be "partly checked" by attribute, so the head's box says it by data.
  window.flaskTrack.partly = (box, value) => { if (box) box.indeterminate = value; };
})();
