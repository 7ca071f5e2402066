// A sheet of HTML parts that is redrawn in place: only what differs is touched, so that focus, open folds, selections and
// scroll positions stay as the learner left them.

const sameKind = (a, b) =>
  a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.dataset?.key ?? "") === (b.dataset?.key ?? "");

const morphAttributes = (old, next) => {
  for (const { name } of [...old.attributes]) {
    const kept = name === "open" && old.nodeName === "DETAILS"; // a fold belongs to the learner
    if (!kept && !next.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
};

const morphChildren = (old, next) => {
  const wanted = new Set([...next.children].map((child) => child.dataset.key));
  const byKey = new Map();
  for (const child of [...old.children]) {
    if (!child.dataset.key) continue;
    if (wanted.has(child.dataset.key)) byKey.set(child.dataset.key, child);
    else child.remove();
  }
  let at = old.firstChild;
  for (const want of [...next.childNodes]) {
    // Text goes first: an element that stays need not move, which would take the focus from it.
    while (want.nodeType === Node.ELEMENT_NODE && at?.nodeType === Node.TEXT_NODE) at = dropped(at);
    const keyed = want.dataset?.key && byKey.get(want.dataset.key);
    if (keyed && keyed !== at) {
      old.insertBefore(keyed, at);
      at = keyed;
    }
    if (at && sameKind(at, want)) {
      morph(at, want);
      at = at.nextSibling;
    } else old.insertBefore(want, at);
  }
  while (at) at = dropped(at);
};

const dropped = (node) => {
  const after = node.nextSibling;
  node.remove();
  return after;
};

const morph = (old, next) => {
  if (old.isEqualNode(next)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) old.nodeValue = next.nodeValue;
  else {
    morphAttributes(old, next);
    morphChildren(old, next);
  }
};

const render = ({ model, el }) => {
  const parts = new Map();
  const draw = () => {
    for (const [name, html] of Object.entries(model.get("parts"))) {
      let part = parts.get(name);
      if (!part) {
        part = make("div", { class: `vd-part vd-part-${name}`, "data-part": name });
        part.vdHtml = "";
        parts.set(name, part);
        el.append(part);
      }
      if (part.vdHtml === html) continue;
      part.vdHtml = html;
      const next = document.createElement("div");
      next.innerHTML = html;
      morphChildren(part, next);
    }
    answered(el);
  };
  // Each sheet of a panel hears of a new state in a message of its own. Drawn in the next frame, they are laid out and
  // painted together, and of states that follow each other within a frame only the last is drawn.
  let frame = 0;
  const drawSoon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  };
  el.classList.add("vd-sheet");
  model.on("change:parts", drawSoon);
  draw();
  adoptPanel(el);
  return () => cancelAnimationFrame(frame);
};

export default { render };
