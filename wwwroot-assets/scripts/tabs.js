// A row of tabs wider than the screen begins where the chosen one can be seen.
(() => {
  const ft = window.flaskTrack;
  const show = () => {
    for (const tab of document.querySelectorAll(".tabs .on")) {
      const row = tab.parentElement;
      if (row.scrollWidth > row.clientWidth) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }
  };
  ft.shown.push(show);
  document.addEventListener("DOMContentLoaded", show);
})();
