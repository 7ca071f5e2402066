// One question: native radio buttons, checkboxes, a number box, or lines to put in order; buttons; and what is said to the
// answer. The feedback is spoken politely when it changes, and the focus stays where it is.

const render = ({ model, el }) => {
  const id = freshId("question");
  const kind = model.get("kind");
  const options = model.get("options");
  const note = make("p", { class: "vd-question-note", role: "status" });
  const error = make("p", { class: "vd-level-error", id: `${id}-error`, role: "alert", hidden: true });
  const feedback = make("div", { class: "vd-feedback", role: "status", "aria-live": "polite", tabIndex: -1 });
  const said = make("span", { class: "vd-spoken", role: "status", "aria-live": "polite" });

  const give = (keys) => {
    model.set("given", keys);
    model.save_changes();
  };

  const choices = () => {
    const inputs = options.map(({ key }) =>
      make("input", { type: kind === "single" ? "radio" : "checkbox", name: id, value: key, id: `${id}-${key}` }));
    for (const input of inputs) {
      input.addEventListener("change", () => give(inputs.filter((each) => each.checked).map((each) => each.value)));
    }
    const rows = options.map(({ key, text }, place) =>
      make("div", { class: "vd-option" }, [inputs[place], make("label", { htmlFor: `${id}-${key}` }, [text])]));
    const show = () => {
      for (const input of inputs) input.checked = model.get("given").includes(input.value);
    };
    return { rows, show };
  };

  const number = () => {
    const box = make("input", { type: "text", id: `${id}-box`, inputMode: "decimal", autocomplete: "off", class: "vd-number" });
    box.setAttribute("aria-describedby", `${id}-error`);
    box.addEventListener("input", () => give([box.value]));
    box.addEventListener("keydown", (event) => event.key === "Enter" && press("pressed"));
    const rows = [make("div", { class: "vd-option" }, [
      make("label", { htmlFor: `${id}-box` }, ["Your answer", make("span", { class: "vd-spoken" }, [` in ${model.get("unit")}`])]), box,
      make("span", { "aria-hidden": "true" }, [model.get("unit")]),
    ])];
    const show = () => {
      const text = model.get("given")[0] ?? "";
      if (box.value !== text && document.activeElement !== box) box.value = text;
      box.setAttribute("aria-invalid", String(!!model.get("error")));
    };
    return { rows, show };
  };

  const order = () => {
    const list = make("ol", { class: "vd-order" });
    const texts = Object.fromEntries(options.map(({ key, text }) => [key, text]));
    const keys = () => (model.get("given").length ? model.get("given") : options.map(({ key }) => key));
    const move = (key, by) => {
      const now = [...keys()];
      const from = now.indexOf(key);
      const to = from + by;
      if (to < 0 || to >= now.length) return;
      [now[from], now[to]] = [now[to], now[from]];
      give(now);
      show();
      said.textContent = `${texts[key]}: now line ${to + 1} of ${now.length}`;
      list.querySelector(`[data-key="${key}"] button[data-by="${by}"]`).focus();
    };
    const button = (key, by, sign, word) => {
      const made = make("button", { type: "button", class: "vd-button vd-move", "data-by": String(by) }, [sign]);
      made.setAttribute("aria-label", `Move ${word}: ${texts[key]}`);
      made.addEventListener("click", () => move(key, by));
      return made;
    };
    const show = () => {
      const rows = keys().map((key) => make("li", { "data-key": key }, [
        make("div", { class: "vd-order-line" }, [
          make("span", { class: "vd-order-text" }, [texts[key]]),
          button(key, -1, "↑", "up"), button(key, 1, "↓", "down"),
        ]),
      ]));
      const same = rows.every((row, place) => list.children[place]?.dataset.key === row.dataset.key);
      if (!same || list.children.length !== rows.length) list.replaceChildren(...rows);
    };
    return { rows: [list], show };
  };

  const parts = { single: choices, multiple: choices, numeric: number, ordering: order }[kind]();
  const press = (name) => {
    if (kind === "ordering" && !model.get("given").length) model.set("given", options.map(({ key }) => key));
    model.set(name, model.get(name) + 1);
    model.save_changes();
    waitForAnswer(el);
  };
  const main = make("button", { type: "button", class: "vd-button vd-main-button" });
  const other = make("button", { type: "button", class: "vd-button vd-quiet-button" });
  main.addEventListener("click", () => press("pressed"));
  other.addEventListener("click", () => press("other_pressed"));

  // A button that goes away while it has the focus hands it on, so that the keyboard does not start from the page's top.
  const showButtons = () => {
    const had = [main, other].includes(document.activeElement) ? document.activeElement : null;
    for (const [button, words] of [[main, model.get("action")], [other, model.get("other_action")]]) {
      if (button.textContent !== words) button.textContent = words;
      button.hidden = !words;
    }
    if (had?.hidden) ([main, other].find((button) => !button.hidden) ?? feedback).focus({ preventScroll: true });
  };

  const show = () => {
    parts.show();
    for (const [place, words] of [[note, model.get("note")], [error, model.get("error")]]) {
      if (place.textContent !== words) place.textContent = words; // the same words again would be spoken again
      place.hidden = !words;
    }
    showButtons();
    if (feedback.vdHtml !== model.get("feedback")) {
      feedback.vdHtml = model.get("feedback");
      feedback.innerHTML = model.get("feedback");
    }
    answered(el);
  };
  const legend = make("legend", {}, [
    make("span", { class: "vd-eyebrow" }, [model.get("label")]),
    make("span", { class: "vd-prompt" }, [model.get("prompt")]),
  ]);
  const fieldset = make("fieldset", { class: "vd-question-fields" }, [legend, ...parts.rows]);
  el.classList.add("vd-question");
  const bar = make("div", { class: "vd-question-bar" }, [main, other]);
  el.replaceChildren(fieldset, note, error, bar, feedback, said);
  for (const name of ["given", "note", "error", "action", "other_action", "feedback"]) model.on(`change:${name}`, show);
  show();
  adoptPanel(el);
};

export default { render };
