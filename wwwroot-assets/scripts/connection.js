// Lost connection: an amber bar counts to the next try and the page resumes by itself; a circuit that is gone is loaded anew, typed values kept.
(() => {
  const ft = window.flaskTrack;
  const bar = document.getElementById("components-reconnect-modal");
  const waits = [0, 1000, 2000, 4000, 8000, 15000];

  const reload = () => { ft.keepTyped(); location.reload(); };
  const reachable = async () => {
    try { return (await fetch("/health/live", { cache: "no-store" })).ok; } catch { return false; }
  };
  const waitThenReload = async () => {
    if (await reachable()) reload(); else setTimeout(waitThenReload, 3000);
  };

  let state = "";
  let lostAt = 0;
  new MutationObserver(() => {
    const now = ["rejected", "failed", "show"].find(name => bar.classList.contains("components-reconnect-" + name)) || "";
    if (now === state) return;
    if (now === "show") lostAt = performance.now();
    if (now === "" && state === "show") ft.sendAgain(lostAt);
    state = now;
    if (now === "rejected" || now === "failed") waitThenReload();
  }).observe(bar, { attributes: true, attributeFilter: ["class"] });

  document.addEventListener("click", async event => {
    if (!event.target.closest?.("[data-reconnect]")) return;
    try { if (!await window.Blazor.reconnect()) reload(); } catch { waitThenReload(); }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && state === "show") window.Blazor.reconnect().catch(() => { /* the next try follows */ });
  });

  // A page that is left for good lets its circuit go at once. The framework would do it at "unload", which theme.js takes from it.
  addEventListener("pagehide", event => { if (!event.persisted) window.Blazor.disconnect?.(); });

  window.Blazor.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: 240,
        retryIntervalMilliseconds: attempt => waits[Math.min(attempt, waits.length - 1)],
      },
    },
    ssr: { disableDomPreservation: false },
  });
})();
