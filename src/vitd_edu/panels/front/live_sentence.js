// One sentence: seen at once, spoken once the learner has paused. It also hands out what the kernel tells several
// widgets in one message, so that all of it is drawn in one frame.

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

const initialize = ({ model }) => {
  const manager = model.widget_manager;
  const handOut = async (told) => {
    const taken = await Promise.allSettled(
      Object.entries(told).map(async ([id, news]) => [await manager.get_model(id), news]),
    );
    for (const { value } of taken) {
      if (!value) continue; // a widget that is closed meanwhile
      const [one, { state, parts }] = value;
      one.set_state(state ?? { parts: { ...one.get("parts"), ...parts } });
      one.trigger("told");
    }
  };
  model.on("msg:custom", handOut);
  model.send("listening");
};

export default { initialize, render };
