// Findings folded by kind; each is a group of three native radio buttons: not asked, yes, no.

const CHOICES = [["", "Not asked"], ["present", "Yes"], ["absent", "No"]];

const render = ({ model, el }) => {
  const id = freshId("checklist");
  const inputs = new Map();
  const counts = [];
  const row = (item) => {
    const group = make("fieldset", { class: "vd-finding" }, [
      make("legend", { title: item.question }, [item.name]),
      make("span", { class: "vd-finding-question" }, [item.question]),
    ]);
    const choices = make("span", { class: "vd-finding-choices" });
    for (const [value, word] of CHOICES) {
      const input = make("input", { type: "radio", name: `${id}-${item.id}`, value });
      input.addEventListener("change", () => choose(item.id, value));
      inputs.set(`${item.id}=${value}`, input);
      choices.append(make("label", {}, [input, word]));
    }
    group.append(choices);
    return group;
  };
  const choose = (finding, value) => {
    const marks = { ...model.get("value") };
    if (value) marks[finding] = value;
    else delete marks[finding];
    model.set("value", marks);
    model.save_changes();
    waitForAnswer(el);
    show();
  };
  const show = () => {
    const marks = model.get("value");
    for (const [key, input] of inputs) {
      const [finding, value] = key.split("=");
      input.checked = (marks[finding] ?? "") === value;
    }
    for (const [group, count] of counts) {
      const marked = group.items.filter((item) => item.id in marks).length;
      count.textContent = marked ? `${marked} marked` : "";
    }
  };
  const folds = model.get("groups").map((group) => {
    const count = make("span", { class: "vd-count" });
    counts.push([group, count]);
    return make("details", { class: "vd-fold" }, [
      make("summary", {}, [`${group.name} (${group.items.length}) `, count]),
      ...group.items.map(row),
    ]);
  });
  el.classList.add("vd-checklist");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", model.get("label"));
  el.replaceChildren(make("p", { class: "vd-heading" }, [model.get("label")]), ...folds);
  model.on("change:value", show);
  show();
  adoptPanel(el);
};

export default { render };
