// Shared by every small widget of the kit; Python puts this text before each widget's own.

const STALE_AFTER_MS = 150;
const SILENT_AFTER_MS = 6000;

const panelOf = (el) => el.closest(".vd-panel");

// JupyterLab listens for keys on the page: an arrow would change the cell, "b" would add one. Keys pressed inside a
// panel stay inside it.
const keepKeys = (el) => {
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  el.addEventListener("keydown", (event) => event.stopPropagation());
};

// The radio buttons of ipywidgets are loose: here they become one group, named by its label, that Tab enters once and
// the arrow keys move through. A label without a tooltip loses the word "null", which ipywidgets shows in its place.
const tidyControls = (panel) => {
  for (const group of panel.querySelectorAll(".widget-radio:not([role])")) {
    const name = freshId("choice");
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-label", group.querySelector(".widget-label").textContent);
    for (const input of group.querySelectorAll("input")) input.name = name;
  }
  for (const label of panel.querySelectorAll('.widget-label[title="null"]')) label.removeAttribute("title");
};

// The root of a panel is a plain ipywidgets box; the first of our widgets that is attached looks after it.
const adoptPanel = (el) => {
  if (!el.isConnected) return void requestAnimationFrame(() => adoptPanel(el));
  const panel = panelOf(el);
  if (!panel) return;
  tidyControls(panel);
  if (panel.dataset.vdAdopted) return;
  panel.dataset.vdAdopted = "true";
  keepKeys(panel);
};

// While an answer is under way the old one stays; after a moment it is marked as old.
const waitForAnswer = (el) => {
  const panel = panelOf(el);
  if (!panel) return;
  clearTimeout(panel.vdStale);
  clearTimeout(panel.vdSilent);
  panel.vdStale = setTimeout(() => panel.classList.add("vd-stale"), STALE_AFTER_MS);
  panel.vdSilent = setTimeout(() => sayNoAnswer(panel), SILENT_AFTER_MS);
};

// Nothing has come back for seconds: most likely the kernel has stopped, and the learner should know what to do.
const sayNoAnswer = (panel) => {
  if (panel.querySelector(".vd-no-answer")) return;
  const text = "No answer from the kernel: what you see belongs to your last setting. If this stays, run the cell again.";
  panel.prepend(make("p", { class: "vd-no-answer", role: "alert" }, [text]));
};

const answered = (el) => {
  const panel = panelOf(el);
  if (!panel) return;
  clearTimeout(panel.vdStale);
  clearTimeout(panel.vdSilent);
  panel.classList.remove("vd-stale");
  panel.querySelector(".vd-no-answer")?.remove();
};

const make = (tag, properties = {}, children = []) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") node.className = value;
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
};

// Every widget has a copy of this text, so a counter here would give two widgets the same name.
const freshId = (stem) => `vd-${stem}-${Math.random().toString(36).slice(2)}`;
