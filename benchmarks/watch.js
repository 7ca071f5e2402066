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
  }));
  const text = (place) => document.querySelector(place)?.textContent ?? "";
  const picture = () => document.querySelector(".jp-OutputArea-output img");

  // Everything on the page belongs to the state; a picture, where there is one, is another than before.
  const complete = (index, before) =>
    (!setup.picture || (picture() && picture().src !== before)) &&
    wanted[index].parts.every(([place, part]) => text(place).includes(part)) &&
    wanted[index].wholes.every(([place, whole]) => text(place).trim() === whole);

  // Differs from frame to frame exactly when something new has been drawn.
  const signature = () => (setup.picture ? picture()?.src : text(setup.telling));

  // The callback of an animation frame runs before style, layout and paint of that frame; a message that it sends
  // arrives after them.
  const channel = new MessageChannel();
  let arrived = null;
  channel.port1.onmessage = () => arrived(performance.now());
  const painted = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const frame = performance.now();
        arrived = (now) => resolve({ frame, painted: now });
        channel.port2.postMessage(0);
      }),
    );
  const decoded = async () => {
    if (setup.picture) await picture().decode();
  };
  const whenTrue = (condition) =>
    new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(look);
      const all = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["src"] };
      observer.observe(document.body, all);
    });

  // Wait for a real key to be pressed, and then for the state that it leads to; milliseconds from the key.
  let pressed = null;
  let answer = null;
  addEventListener("keydown", (event) => { pressed ??= event.timeStamp; }, true);
  const arm = (index) => {
    const before = signature();
    pressed = null;
    answer = whenTrue(() => pressed !== null && complete(index, before)).then(async (changed) => {
      await decoded();
      const end = await painted();
      return { changed: changed - pressed, frame: end.frame - pressed, painted: end.painted - pressed };
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
      while (lastEvent === null || performance.now() - Math.max(changed, lastEvent) < quiet) {
        const { painted: now } = await painted();
        const next = signature();
        if (next && next !== shown) {
          [shown, changed, settled] = [next, now, null];
          frames += 1;
        }
        if (lastEvent !== null && settled === null && complete(last, null) && picture()?.complete !== false) settled = now;
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
    const right = settled !== null && complete(last, null);
    return { took: lastEvent - start, frames, settled: right ? settled - lastEvent : null, right };
  };

  // Run all cells; the time until the control is there and everything shows the first state.
  const open = async (index) => {
    const start = performance.now();
    window.jupyterapp.commands.execute("notebook:run-all-cells");
    await whenTrue(() => handle() && complete(index, null));
    await decoded();
    return (await painted()).painted - start;
  };

  window.bench = { arm, answer: () => answer, flood, open };
}
