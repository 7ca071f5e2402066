// A level: a native range input with label, unit, reference bands, and a number box that shares its value.

const POSITIONS = 1000;

const render = ({ model, el }) => {
  const id = freshId("level");
  const get = (name) => model.get(name);
  const factor = () => get("si_per_unit");
  const shown = (si) => (si / factor()).toFixed(get("decimals"));
  const clamp = (si) => Math.min(get("upper"), Math.max(get("lower"), si));
  const curve = (si) => (get("scale") === "log" ? Math.log(si) : si);
  const position = (si) => {
    const [low, high] = [curve(get("lower")), curve(get("upper"))];
    return ((curve(clamp(si)) - low) / (high - low)) * POSITIONS;
  };
  const level = (at) => {
    const [low, high] = [curve(get("lower")), curve(get("upper"))];
    const si = low + (at / POSITIONS) * (high - low);
    return get("scale") === "log" ? Math.exp(si) : si;
  };
  const snap = (si) => clamp(Math.round(si / factor() / get("step")) * get("step") * factor());
  const bandOf = (level) => {
    const si = Number(level.toFixed(get("si_decimals"))); // a level counts as it is shown in SI
    return get("bands").find(
      (band) =>
        (band.lower === null || (band.level === "high" ? si > band.lower : si >= band.lower)) &&
        (band.upper === null || (band.level === "normal" || band.level === "high" ? si <= band.upper : si < band.upper)),
    );
  };

  const name = make("span", { class: "vd-level-name" });
  const label = make("label", { htmlFor: `${id}-range`, class: "vd-level-label" }, [name]);
  const output = make("span", { class: "vd-level-output" }); // the range's own value text says it to a screen reader
  const range = make("input", {
    type: "range", id: `${id}-range`, min: 0, max: POSITIONS, step: 1, class: "vd-level-range",
  });
  const strip = make("div", { class: "vd-level-strip", "aria-hidden": "true" });
  const box = make("input", { type: "text", id: `${id}-box`, inputMode: "decimal", autocomplete: "off", class: "vd-level-box" });
  const unit = make("span", { class: "vd-level-unit" });
  const error = make("p", { class: "vd-level-error", id: `${id}-error`, hidden: true, role: "alert" });
  const legend = make("p", { class: "vd-level-legend", id: `${id}-legend` });
  const body = make("select", { class: "vd-level-body" });
  const bodyLabel = make("label", { class: "vd-level-body-label" }, ["Bands by ", body]);
  range.setAttribute("aria-describedby", `${id}-legend`);
  el.classList.add("vd-level");
  el.replaceChildren(
    make("div", { class: "vd-level-head" }, [label, output, make("span", { class: "vd-level-entry" }, [box, unit])]),
    make("div", { class: "vd-level-track" }, [strip, range]),
    error,
    make("div", { class: "vd-level-foot" }, [legend, bodyLabel]),
  );

  const say = () => {
    const si = get("value");
    const band = bandOf(si);
    const word = band ? band.word : "outside every band";
    output.textContent = word;
    output.dataset.level = band ? band.level : "none";
    range.setAttribute("aria-valuetext", `${shown(si)} ${get("unit")}, ${word} (${get("body")})`);
    legend.querySelectorAll("span").forEach((part) => part.toggleAttribute("data-here", !!band && part.dataset.id === band.id));
  };
  const place = () => {
    range.value = position(get("value"));
    if (document.activeElement !== box || !get("error")) box.value = shown(get("value"));
    say();
  };
  const paint = () => {
    name.textContent = get("label");
    unit.textContent = get("unit");
    box.setAttribute("aria-label", `${get("label")}, number in ${get("unit")}`);
    strip.replaceChildren(
      ...get("bands").map((band) => {
        const from = band.lower === null ? 0 : position(band.lower) / POSITIONS;
        const to = band.upper === null ? 1 : position(band.upper) / POSITIONS;
        const part = make("span", { class: `vd-band vd-band-${band.level}` });
        part.style.left = `${from * 100}%`;
        part.style.width = `${(to - from) * 100}%`;
        return part;
      }),
    );
    legend.replaceChildren(...get("bands").map((band) => make("span", { "data-id": band.id }, [band.text])));
    body.setAttribute("aria-label", `Reference bands for ${get("label")}, set by`);
    body.replaceChildren(...get("bodies").map((one) => make("option", { value: one, selected: one === get("body") }, [one])));
    place();
  };
  const move = (si) => {
    const next = snap(si);
    if (next === get("value")) return place();
    model.set("value", next); // which places the handle, too
    model.save_changes();
    waitForAnswer(el);
  };

  range.addEventListener("input", () => move(level(Number(range.value))));
  range.addEventListener("keydown", (event) => {
    const fine = get("step") * factor();
    const coarse = get("coarse_step") * factor();
    const moves = {
      ArrowRight: fine, ArrowUp: fine, ArrowLeft: -fine, ArrowDown: -fine, PageUp: coarse, PageDown: -coarse,
      Home: -Infinity, End: Infinity,
    };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const by = event.shiftKey && Math.abs(moves[event.key]) === fine ? Math.sign(moves[event.key]) * coarse : moves[event.key];
    move(clamp(get("value") + by));
  });
  const enter = () => {
    if (box.value.trim() === shown(get("value")) && !get("error")) return;
    if (box.value === get("typed")) return; // the same text again: what is wrong with it stands below the box
    model.set("typed", box.value);
    model.save_changes();
    waitForAnswer(el);
  };
  box.addEventListener("change", enter);
  box.addEventListener("keydown", (event) => event.key === "Enter" && enter());
  box.addEventListener("focus", () => box.select());
  body.addEventListener("change", () => {
    model.set("body", body.value);
    model.save_changes();
  });
  const complain = () => {
    const text = get("error");
    error.textContent = text;
    error.hidden = !text;
    box.setAttribute("aria-invalid", String(!!text));
    if (text) {
      box.value = get("typed");
      box.setAttribute("aria-describedby", `${id}-error`);
    } else box.removeAttribute("aria-describedby");
    answered(el);
  };
  const settle = () => {
    if (document.activeElement === box && !get("error")) box.value = shown(get("value"));
    place();
  };
  model.on("change:value", settle);
  model.on("change:error", () => { complain(); place(); });
  for (const trait of ["bands", "bodies", "body", "unit", "label", "decimals", "step"]) model.on(`change:${trait}`, paint);
  paint();
  complain();
  adoptPanel(el);
};

export default { render };
