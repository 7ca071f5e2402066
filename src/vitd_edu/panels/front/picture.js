// A picture with words, on a canvas: a still part (axes), and strokes over it (what moves). A new still part is decoded
// before it takes the place of the last, so that no frame is ever blank and nothing jumps; strokes are drawn at once. It
// tells the kernel how dense the screen is and which theme is on.

const LIFT = -32768;
const PARTS_OF_A_PIXEL = 16;
const FONT = '"DejaVu Sans", Verdana, sans-serif'; // as in the still part, or as wide

const themeOf = (body) => {
  const light = body.dataset.jpThemeLight;
  if (light) return light === "false" ? "dark" : "light";
  if (body.classList.contains("theme-dark")) return "dark";
  if (body.classList.contains("theme-light")) return "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
};

const cornersOf = (view) =>
  view ? new Int16Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)) : new Int16Array();

const drawStrokes = (brush, looks, counts, corners) => {
  let at = 0;
  looks.forEach((look, place) => {
    brush.save();
    brush.beginPath();
    brush.rect(...look.clip);
    brush.clip();
    brush.beginPath();
    let lifted = true;
    for (const end = at + 2 * counts[place]; at < end; at += 2) {
      if (corners[at] === LIFT) {
        if (look.closed) brush.closePath();
        lifted = true;
        continue;
      }
      const [x, y] = [corners[at] / PARTS_OF_A_PIXEL, corners[at + 1] / PARTS_OF_A_PIXEL];
      if (lifted) brush.moveTo(x, y);
      else brush.lineTo(x, y);
      lifted = false;
    }
    if (look.closed) brush.closePath();
    if (look.face) {
      brush.fillStyle = look.face;
      brush.fill();
    }
    [brush.strokeStyle, brush.lineWidth, brush.lineCap, brush.lineJoin] = [look.color, look.width, look.cap, look.join];
    brush.setLineDash(look.dashes);
    brush.lineDashOffset = look.offset;
    if (look.width) brush.stroke();
    brush.restore();
  });
};

const write = (brush, { text, left, top, size, bold, color, align }) => {
  brush.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
  [brush.fillStyle, brush.textAlign, brush.textBaseline] = [color, align, "alphabetic"];
  brush.fillText(text, left, top);
};

const render = ({ model, el }) => {
  let read = null;
  let asked = 0;
  let drawn = 0;
  let still = null;
  let gone = false;
  const canvas = make("canvas", { role: "img", hidden: true });
  const frame = make("div", { class: "vd-picture" }, [canvas]);
  const brush = canvas.getContext("2d", { alpha: false });
  const fit = () => {
    frame.style.maxWidth = `${model.get("width")}px`;
    frame.style.aspectRatio = `${model.get("width")} / ${model.get("height")}`;
  };
  const compose = () => {
    [canvas.width, canvas.height] = [still.width, still.height];
    brush.drawImage(still, 0, 0);
    const zoom = still.width / model.get("width");
    brush.setTransform(zoom, 0, 0, zoom, 0, 0);
    drawStrokes(brush, model.get("looks"), model.get("counts"), cornersOf(model.get("corners")));
    for (const word of model.get("words")) write(brush, word);
    canvas.setAttribute("aria-label", model.get("alt"));
    canvas.dataset.frame = freshId("frame");
    canvas.hidden = false;
    answered(el);
  };
  const draw = async () => {
    const bytes = model.get("png");
    if (!bytes?.byteLength) return;
    if (density() !== model.get("density")) tell(); // another screen, and the window kept its size
    if (bytes !== read) {
      read = bytes;
      const mine = ++asked;
      let next;
      try {
        next = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      } catch {
        if (mine === asked) read = null; // the last picture stays, and the next move tries again
        return void answered(el);
      }
      if (gone || mine < drawn) return void next.close();
      still?.close();
      [still, drawn] = [next, mine];
    }
    if (!gone && drawn === asked) compose(); // else these strokes belong to a still part that is on its way
  };
  // A frame and its words come in one message, which is heard once for each of its parts.
  let heard = false;
  const drawSoon = () => {
    if (heard) return;
    heard = true;
    queueMicrotask(() => {
      heard = false;
      draw();
    });
  };
  const density = () => Math.min(3, Math.max(1, window.devicePixelRatio || 1));
  const tell = () => {
    model.set("density", density());
    model.set("theme", themeOf(document.body));
    model.save_changes();
  };
  const watcher = new MutationObserver(tell);
  watcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  window.addEventListener("resize", tell); // zooming changes the density
  // A window that is moved to another screen keeps its size. A question about the very density notices that in most
  // browsers; the pointer that comes back from moving the window does so in all.
  const look = () => density() !== model.get("density") && tell();
  const otherScreen = matchMedia("(min-resolution: 1.01dppx)");
  otherScreen.addEventListener("change", look);
  document.addEventListener("pointerover", look);
  for (const name of ["png", "alt", "looks", "counts", "corners", "words"]) model.on(`change:${name}`, drawSoon);
  model.on("change:width", fit);
  model.on("change:height", fit);
  el.replaceChildren(frame);
  fit();
  tell();
  draw();
  adoptPanel(el);
  return () => {
    gone = true;
    still?.close();
    otherScreen.removeEventListener("change", look);
    document.removeEventListener("pointerover", look);
    watcher.disconnect();
    window.removeEventListener("resize", tell);
  };
};

export default { render };
