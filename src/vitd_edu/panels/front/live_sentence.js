// One sentence: seen at once, spoken once the learner has paused.

const SPEAK_AFTER_MS = 900;

const render = ({ model, el }) => {
  const seen = make("p", { class: "vd-sentence", "aria-hidden": "true" });
  const spoken = make("p", { class: "vd-spoken", role: "status", "aria-live": "polite", "aria-atomic": "true" });
  let timer = 0;
  const say = () => {
    seen.textContent = model.get("text");
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (spoken.textContent !== model.get("text")) spoken.textContent = model.get("text");
    }, SPEAK_AFTER_MS);
  };
  el.replaceChildren(seen, spoken);
  model.on("change:text", say);
  model.on("change:frame", () => answered(el));
  say();
  adoptPanel(el);
  return () => clearTimeout(timer);
};

export default { render };
