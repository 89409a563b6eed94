// Shows which rules a new password meets while it is typed. The server decides; nothing typed leaves the page before the form is sent.
(() => {
  const names = ["full_name", "user_name", "username", "email"];
  const known = form => names.flatMap(name => (form?.elements[name]?.value ?? "").toLowerCase().split(/[@\s]+/)).concat("flasktrack").filter(name => name.length >= 4).sort((a, b) => b.length - a.length);

  const repeats = text => {
    for (let size = 1; size <= Math.min(5, Math.floor(text.length / 2)); size++)
      if ([...text].every((c, i) => i < size || c === text[i - size])) return true;
    return new Set(text).size < 5;
  };

  const check = field => {
    const list = document.querySelector(`[data-password-rules="${CSS.escape(field.name)}"]`);
    if (!list) return;
    const letters = [...field.value], text = field.value.normalize("NFKC").toLowerCase();
    const rest = known(field.form).reduce((left, name) => left.replaceAll(name, ""), text);
    const met = { length: letters.length >= Number(list.querySelector("[data-shortest]").dataset.shortest) && letters.length <= 128, variety: !repeats(text), own: [...rest].length >= 8 };
    for (const rule of list.children) {
      const state = letters.length === 0 || !(rule.dataset.rule in met) ? "" : met[rule.dataset.rule] ? "ok" : "no";
      if (rule.dataset.state !== state) rule.dataset.state = state;
    }
    list.querySelector("[data-count]").textContent = letters.length === 0 ? "" : `, ${letters.length} so far`;
  };

  document.addEventListener("input", event => {
    if (event.target.matches?.("input[autocomplete=new-password]")) check(event.target);
  });
})();
