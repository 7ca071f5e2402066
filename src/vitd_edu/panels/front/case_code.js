// The case code: copy it to share this state, paste one to go there.

const render = ({ model, el }) => {
  const id = freshId("code");
  const box = make("input", { type: "text", id, class: "vd-code-box", spellcheck: false, autocomplete: "off" });
  const go = make("button", { type: "button", class: "vd-button" }, ["Go to code"]);
  const copy = make("button", { type: "button", class: "vd-button" }, ["Copy"]);
  const said = make("span", { class: "vd-code-said", role: "status" });
  const error = make("p", { class: "vd-level-error", id: `${id}-error`, hidden: true, role: "alert" });
  const enter = () => {
    said.textContent = "";
    if (box.value.trim() === model.get("code") && !model.get("error")) return;
    if (box.value === model.get("typed")) return; // the same text again: what is wrong with it stands below
    model.set("typed", box.value);
    model.save_changes();
    waitForAnswer(el);
  };
  box.addEventListener("keydown", (event) => event.key === "Enter" && enter());
  go.addEventListener("click", enter);
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(model.get("code"));
      said.textContent = "Copied";
    } catch {
      box.value = model.get("code");
      box.select(); // without permission for the clipboard the code is ready for the learner's own copy key
      said.textContent = "Selected: press Ctrl+C or Cmd+C";
    }
  });
  const show = () => {
    const text = model.get("error");
    error.textContent = text;
    error.hidden = !text;
    box.setAttribute("aria-invalid", String(!!text));
    if (text) box.setAttribute("aria-describedby", `${id}-error`);
    else box.removeAttribute("aria-describedby");
    box.value = text ? model.get("typed") : model.get("code");
    said.textContent = "";
    answered(el);
  };
  el.classList.add("vd-code");
  el.replaceChildren(make("label", { htmlFor: id }, ["Case code"]), box, go, copy, said, error);
  model.on("change:code", show);
  model.on("change:error", show);
  show();
  adoptPanel(el);
};

export default { render };
