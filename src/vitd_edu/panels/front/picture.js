// A picture with words: the next frame is decoded before it takes the place of the last, so that no frame is ever blank
// and nothing jumps. It is shown on a canvas, which takes a decoded frame at once; an image element waits for one or two
// frames of the screen until it says that it is decoded. It tells the kernel how dense the screen is and which theme is on.

const themeOf = (body) => {
  const light = body.dataset.jpThemeLight;
  if (light) return light === "false" ? "dark" : "light";
  if (body.classList.contains("theme-dark")) return "dark";
  if (body.classList.contains("theme-light")) return "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
};

const render = ({ model, el }) => {
  let read = null;
  let asked = 0;
  let drawn = 0;
  let gone = false;
  const canvas = make("canvas", { role: "img", hidden: true });
  const frame = make("div", { class: "vd-picture" }, [canvas]);
  const painter = canvas.getContext("bitmaprenderer");
  const say = (words) => canvas.setAttribute("aria-label", words);
  const fit = () => {
    frame.style.maxWidth = `${model.get("width")}px`;
    frame.style.aspectRatio = `${model.get("width")} / ${model.get("height")}`;
  };
  const draw = async () => {
    const bytes = model.get("png");
    if (!bytes?.byteLength) return;
    if (density() !== model.get("density")) tell(); // another screen, and the window kept its size
    const words = model.get("alt");
    if (bytes === read) {
      if (drawn === asked) say(words);
      return;
    }
    read = bytes;
    const mine = ++asked;
    let next;
    try {
      next = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    } catch {
      if (mine !== asked) return; // a frame that cannot be decoded leaves the last one standing
      [read, asked] = [null, drawn];
      return void answered(el);
    }
    if (gone || mine < drawn) return void next.close();
    drawn = mine;
    [canvas.width, canvas.height] = [next.width, next.height];
    painter.transferFromImageBitmap(next);
    say(mine === asked ? model.get("alt") : words);
    canvas.dataset.frame = freshId("frame");
    canvas.hidden = false;
    answered(el);
  };
  // A frame and its words come in one message, which is heard once for each of the two.
  const drawSoon = () => queueMicrotask(draw);
  const density = () => Math.min(3, Math.max(1, window.devicePixelRatio || 1));
  const tell = () => {
    model.set("density", density());
    model.set("theme", themeOf(document.body));
    model.save_changes();
  };
  const watcher = new MutationObserver(tell);
  watcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  window.addEventListener("resize", tell); // zooming changes the density
  model.on("change:png", drawSoon);
  model.on("change:alt", drawSoon);
  model.on("change:width", fit);
  model.on("change:height", fit);
  el.replaceChildren(frame);
  fit();
  tell();
  draw();
  adoptPanel(el);
  return () => {
    gone = true;
    watcher.disconnect();
    window.removeEventListener("resize", tell);
  };
};

export default { render };
