// A sheet of HTML parts that is redrawn in place: only what differs is touched, so that focus, open folds, selections and
// scroll positions stay as the learner left them.

const sameKind = (a, b) =>
  a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.dataset?.key ?? "") === (b.dataset?.key ?? "");

const morphAttributes = (old, next) => {
  const had = old.attributes;
  for (let place = had.length - 1; place >= 0; place--) {
    const { name } = had[place];
    const kept = name === "open" && old.nodeName === "DETAILS"; // a fold belongs to the learner
    if (!kept && !next.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
};

// Most redraws change words and numbers only: then the children are of the same kinds, in the same order.
const pairUp = (old, next) => {
  let [a, b] = [old.firstChild, next.firstChild];
  while (a && b && sameKind(a, b)) [a, b] = [a.nextSibling, b.nextSibling];
  return !a && !b;
};

const morphPairs = (old, next) => {
  for (let [a, b] = [old.firstChild, next.firstChild]; a; [a, b] = [a.nextSibling, b.nextSibling]) morph(a, b);
};

const morphChildren = (old, next) => {
  if (pairUp(old, next)) return morphPairs(old, next);
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
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
  } else if (!(next.dataset.key && old.isEqualNode(next))) {
    morphAttributes(old, next);
    morphChildren(old, next);
  }
};

const render = ({ model, el }) => {
  const parts = new Map();
  const draw = () => {
    const wanted = model.get("parts");
    for (const [name, part] of parts) {
      if (name in wanted) continue;
      part.remove();
      parts.delete(name);
    }
    for (const [name, html] of Object.entries(wanted)) {
      let part = parts.get(name);
      if (!part) {
        part = make("div", { class: `vd-part vd-part-${name}`, "data-part": name });
        part.vdHtml = "";
        parts.set(name, part);
        el.append(part);
      }
      if (part.vdHtml === html) continue;
      part.vdHtml = html;
      const next = document.createElement("template");
      next.innerHTML = html;
      morphChildren(part, next.content);
    }
    answered(el);
  };
  // A sheet that hears of its new state by itself draws in the next frame, together with the others of its panel; of
  // states that follow each other within a frame only the last is drawn. Told with all the others, it draws at once.
  let frame = 0;
  const drawNow = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    draw();
  };
  const drawSoon = () => {
    frame ||= requestAnimationFrame(drawNow);
  };
  el.classList.add("vd-sheet");
  model.on("change:parts", drawSoon);
  model.on("told", drawNow);
  draw();
  adoptPanel(el);
  return () => cancelAnimationFrame(frame);
};

export default { render };
