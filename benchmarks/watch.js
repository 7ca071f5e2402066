// Runs inside a measured page: it knows the text that each state of the page must show, and says when that was painted.

(setup) => {
  const textOf = (html) => {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    return holder.textContent.trim();
  };
  const wanted = setup.states.map((state) => ({
    parts: Object.entries(state.parts),
    wholes: Object.entries(state.wholes).map(([place, html]) => [place, textOf(html)]),
    said: state.said,
  }));
  const text = (place) => document.querySelector(place)?.textContent ?? "";
  // The kit shows its pictures on a canvas, which never holds anything that is not decoded; everybody else in an image.
  const pictures = () => [...document.querySelectorAll(".jp-OutputArea-output :is(img, canvas[data-frame])")];
  const sources = () => pictures().map((one) => one.src ?? one.dataset.frame);
  const wordsOf = (picture) => picture?.alt ?? picture?.getAttribute("aria-label");

  // Everything on the page belongs to the state; each picture, where there are any, is another than before.
  const renewed = (before) => {
    const now = sources();
    return now.length === setup.pictures && !now.some((source) => before.includes(source));
  };
  const complete = (index, before) =>
    renewed(before) &&
    wanted[index].said.every((words, place) => wordsOf(pictures()[place]) === words) &&
    wanted[index].parts.every(([place, part]) => text(place).includes(part)) &&
    wanted[index].wholes.every(([place, whole]) => text(place).trim() === whole);

  // What keeps the page from being complete, in words.
  const missing = (index, before) => [
    ...(renewed(before) ? [] : [`${setup.pictures} new pictures should be there, and nothing older`]),
    ...wanted[index].said
      .map((words, place) => [words, wordsOf(pictures()[place])])
      .filter(([words, alt]) => words !== alt)
      .map(([words, alt]) => `a picture should say: ${words} … but says: ${alt}`),
    ...[...wanted[index].parts, ...wanted[index].wholes]
      .filter(([place, part]) => !text(place).includes(part))
      .map(([place, part]) => `${place} should say: ${part.slice(0, 200)} … but says: ${text(place).trim().slice(0, 200)}`),
  ];

  // Differs from frame to frame exactly when something new has been drawn.
  const signature = () => (setup.pictures ? sources().join() : text(setup.telling));

  // The callbacks of an animation frame run before style, layout and paint of that frame; a message that one of them
  // sends arrives after them.
  const channel = new MessageChannel();
  let arrived = null;
  channel.port1.onmessage = () => arrived(performance.now());
  const endOfThisFrame = () =>
    new Promise((resolve) => {
      arrived = resolve;
      channel.port2.postMessage(0);
    });
  const requestFrame = window.requestAnimationFrame.bind(window);
  const endOfNextFrame = () => new Promise((resolve) => requestFrame(() => resolve(endOfThisFrame())));

  // What a page draws in the callback of a frame is painted in that same frame.
  const looks = new Set();
  window.requestAnimationFrame = (callback) =>
    requestFrame((now) => {
      callback(now);
      for (const look of looks) look(true);
    });
  const whenComplete = (index, before, ready) =>
    new Promise((resolve, reject) => {
      const condition = () => ready() && complete(index, before);
      const late = () => reject(new Error(`Not answered in time. ${missing(index, before).join("; ")}`));
      const timer = setTimeout(late, setup.patience);
      const look = (inFrame) => {
        if (!condition()) return;
        clearTimeout(timer);
        observer.disconnect();
        looks.delete(look);
        resolve({ changed: performance.now(), inFrame });
      };
      const observer = new MutationObserver(() => look(false));
      const all = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["src", "data-frame"] };
      observer.observe(document.body, all);
      looks.add(look);
    });
  const painted = async ({ inFrame }) => {
    if (inFrame && !setup.pictures) return endOfThisFrame();
    // An image that has come is taken as painted in the next frame: waiting for decode() would charge it more.
    const come = (one) => new Promise((resolve) => one.addEventListener("load", resolve, { once: true }));
    await Promise.all(pictures().map((one) => ((one.complete ?? true) ? null : come(one))));
    return endOfNextFrame();
  };

  // Wait for a real key to be pressed, and then for the state that it leads to; milliseconds from the key.
  let pressed = null;
  let answer = null;
  addEventListener("keydown", (event) => { pressed ??= event.timeStamp; }, true);
  const arm = (index) => {
    const before = sources();
    pressed = null;
    answer = whenComplete(index, before, () => pressed !== null).then(async (seen) => {
      const end = await painted(seen);
      return { changed: seen.changed - pressed, painted: end - pressed };
    });
  };

  const handle = () => document.querySelector(setup.handle);
  const until = (due) => new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  const press = ([key, keyCode]) => {
    const event = { key, code: key, keyCode, which: keyCode, bubbles: true, cancelable: true };
    handle().dispatchEvent(new KeyboardEvent("keydown", event));
  };

  // Press keys at a steady pace; count the frames that show something new, until all has been still for a while.
  const flood = async ({ keys, spacing, last, quiet }) => {
    let [shown, frames, changed, settled, lastEvent] = [signature(), 0, 0, null, null];
    const watch = async () => {
      const still = () => performance.now() - Math.max(changed, lastEvent) > quiet;
      const over = () => performance.now() - lastEvent > setup.patience;
      while (lastEvent === null || !(over() || (settled !== null && still()))) {
        const now = await endOfNextFrame();
        const next = signature();
        if (next && next !== shown) {
          [shown, changed, settled] = [next, now, null];
          frames += 1;
        }
        if (lastEvent !== null && settled === null && complete(last, []) && pictures().every((one) => one.complete ?? true)) settled = now;
      }
    };
    handle().focus();
    const watching = watch();
    const start = performance.now();
    for (const [number, key] of keys.entries()) {
      await until(start + number * spacing);
      press(key);
    }
    lastEvent = performance.now();
    await watching;
    const right = settled !== null && complete(last, []);
    return { took: lastEvent - start, frames, settled: right ? settled - lastEvent : null, right };
  };

  // Run all cells; the time until the control is there and everything shows the first state.
  const open = async (index) => {
    const start = performance.now();
    window.jupyterapp.commands.execute("notebook:run-all-cells");
    return (await painted(await whenComplete(index, [], handle))) - start;
  };

  window.bench = { arm, answer: () => answer, flood, open };
}
