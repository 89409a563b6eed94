// Popovers are placed under their button; menus take arrow keys; dialogs are native, so the browser traps and gives back focus.
(() => {
  const ft = window.flaskTrack;
  const edge = 8;

  const place = (panel, button) => {
    const at = button.getBoundingClientRect();
    const size = panel.getBoundingClientRect();
    const right = panel.dataset.align === "end" || at.left + size.width > innerWidth - edge;
    const left = right ? at.right - size.width : at.left;
    const below = at.bottom + 4;
    const top = below + size.height > innerHeight - edge && at.top - 4 - size.height > edge ? at.top - 4 - size.height : below;
    panel.style.left = Math.max(edge, Math.min(left, innerWidth - size.width - edge)) + "px";
    panel.style.top = Math.max(edge, Math.min(top, innerHeight - size.height - edge)) + "px";
  };
  const opener = panel => document.querySelector(`[popovertarget="${CSS.escape(panel.id)}"]`);

  document.addEventListener("toggle", event => {
    const panel = event.target;
    if (!panel.matches?.("[popover].pop")) return;
    const button = opener(panel);
    button?.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "open" || !button) return;
    place(panel, button);
    panel.querySelector("input:not([type=hidden]), [role^=menuitem], a, button")?.focus({ preventScroll: true });
  }, true);

  document.addEventListener("keydown", event => {
    const menu = event.target.closest?.("[role=menu]");
    if (!menu) return;
    const items = [...menu.querySelectorAll("[role^=menuitem]")];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || items.length === 0) return;
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  });
  document.addEventListener("click", event => {
    const item = event.target.closest?.("[role=menu] [role=menuitem]");
    if (item && item.getAttribute("aria-disabled") !== "true") item.closest("[popover]")?.hidePopover();
    const link = event.target.closest?.(".bell a");
    link?.closest("[popover]")?.hidePopover();
  });

  ft.openDialog = dialog => {
    if (!dialog || dialog.open) return;
    dialog.ftOpener = document.activeElement;
    dialog.showModal();
    dialog.querySelector("[data-focus]")?.focus();
  };
  ft.closeDialog = dialog => {
    if (dialog?.open) dialog.close();
    dialog?.ftOpener?.focus?.();
  };
  // A click on the scrim closes what may be closed; forms with typed values keep it, so that nothing is lost by a slip.
  document.addEventListener("mousedown", event => {
    const dialog = event.target;
    if (dialog instanceof HTMLDialogElement && dialog.open && dialog.hasAttribute("data-light"))
      dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
  });
  document.addEventListener("click", event => {
    const closer = event.target.closest?.("[data-close-dialog]");
    if (closer) ft.closeDialog(closer.closest("dialog"));
  });

  ft.raise = host => {
    if (!host?.showPopover) return;
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover();
  };

  document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = button.dataset.copy;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.classList.add("done");
    const icon = button.querySelector(".ms");
    const was = icon?.textContent;
    if (icon) icon.textContent = "\ue5ca";
    ft.say("Copied " + text);
    setTimeout(() => { button.classList.remove("done"); if (icon) icon.textContent = was; }, 1500);
  });

  ft.say = words => {
    const region = document.getElementById("say");
    if (region) region.textContent = words;
  };
})();
