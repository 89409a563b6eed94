// Lineages: the box of the present record is brought into view, arrow keys move to the nearest box in their direction.
(() => {
  const centre = box => {
    const at = box.getBoundingClientRect();
    return [at.left + at.width / 2, at.top + at.height / 2];
  };

  window.flaskTrack.showCurrent = graph => {
    const box = graph?.querySelector('[aria-current="true"]');
    if (!box) return;
    const [x, y] = centre(box);
    const frame = graph.getBoundingClientRect();
    graph.scrollLeft += x - frame.left - frame.width / 2;
    graph.scrollTop += y - frame.top - frame.height / 2;
  };

  document.addEventListener("keydown", event => {
    const box = event.target.closest?.(".lineage a");
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!box || !way) return;
    const [x, y] = centre(box);
    let best = null;
    let least = Infinity;
    for (const other of box.closest("svg").querySelectorAll("a[href]")) {
      const [ox, oy] = centre(other);
      const along = (ox - x) * way[0] + (oy - y) * way[1];
      const aside = Math.abs((ox - x) * way[1]) + Math.abs((oy - y) * way[0]);
      if (other === box || along < 5) continue;
      // Nearest along the way; what lies far aside only where nothing else does.
      const far = along + 3 * aside;
      if (far < least) [best, least] = [other, far];
    }
    event.preventDefault();
    best?.focus();
    best?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
