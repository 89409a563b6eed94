// Each tab keeps its own organization: the cookie names the last choice of any tab, so a tab that means another one says so before the page is used.
(() => {
  const key = "ft-organization", tried = "ft-organization-tried";
  const page = document.querySelector("meta[name=ft-organization]")?.content;
  let store;
  try { store = window.sessionStorage; } catch { return; }
  const chosen = /^#organization=([a-z0-9-]{2,40})$/.exec(location.hash)?.[1];
  if (chosen) {
    store.setItem(key, chosen);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  if (!page) return;
  const mine = store.getItem(key);
  if (!mine || mine === page || store.getItem(tried)) {
    store.setItem(key, page); // first page of the tab, or the choice is no longer one of this person's
    store.removeItem(tried);
    return;
  }
  store.setItem(tried, "1");
  document.cookie = "ft-org=" + mine + "; path=/; samesite=lax; max-age=31536000" + (location.protocol === "https:" ? "; secure" : "");
  location.reload();
})();
