// Runs inside the measured page: knows what each state must look like, and when it has been painted.
// A state is a map from a place on the page to the text that must stand there.

(setup) => {
  const { kind, states } = setup;

  const textOf = (html) => {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    return holder.textContent.trim();
  };
  const wanted = states.map((state) => Object.entries(state).map(([place, html]) => [place, textOf(html)]));

  const shows = (place, text) => {
    const node = document.querySelector(place);
    return !!node && (setup.whole ? node.textContent.trim() === text : node.textContent.includes(text));
  };
  const picture = () => document.querySelector(".jp-OutputArea-output img");

  // What the page shows now, in short: it differs from frame to frame exactly when a new state has been drawn.
  const signature = () => (setup.picture ? picture()?.src : document.querySelector(setup.telling)?.textContent);

  const complete = (index, before) => {
    if (setup.picture && (!picture() || picture().src === before)) return false;
    if (setup.sentence && !document.querySelector(".vd-sentence").textContent.includes(setup.sentence[index])) return false;
    return wanted[index].every(([place, text]) => shows(place, text));
  };

  const channel = new MessageChannel();
  let afterFrame = null;
  channel.port1.onmessage = () => afterFrame?.(performance.now());
  // The callback of an animation frame runs before style, layout and paint of that frame; a message sent from it is
  // delivered after them.
  const painted = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const frame = performance.now();
        afterFrame = (now) => resolve({ frame, painted: now });
        channel.port2.postMessage(0);
      }),
    );
  const decoded = async () => {
    if (setup.picture) await picture().decode();
  };

  let armed = null;
  const look = () => {
    if (!armed || armed.seen || armed.start === null || !complete(armed.index, armed.before)) return;
    armed.seen = true;
    armed.done(performance.now());
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["src"],
  });
  addEventListener("keydown", (event) => { if (armed && armed.start === null) armed.start = event.timeStamp; }, true);

  // Arm, then press a real key; the answer holds milliseconds from that key.
  const arm = (index) => {
    armed = { index, before: signature(), start: null, seen: false };
    armed.finished = new Promise((resolve) => { armed.done = resolve; }).then(async (changed) => {
      await decoded();
      const { frame, painted: end } = await painted();
      return { changed: changed - armed.start, frame: frame - armed.start, painted: end - armed.start };
    });
  };
  const answer = () => armed.finished;

  const handle = () => document.querySelector(setup.handle);
  const press = (key, keyCode) => {
    const event = new KeyboardEvent("keydown", { key, code: key, keyCode, which: keyCode, bubbles: true, cancelable: true });
    handle().dispatchEvent(event);
  };
  const until = (due) => new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));

  // Presses at a steady pace; counts the frames that showed something new, until nothing has changed for a while.
  const flood = async ({ keys, spacing, last, quiet }) => {
    armed = null;
    let shown = signature();
    let frames = 0;
    let changedAt = performance.now();
    let running = true;
    const watch = async () => {
      while (running) {
        const { painted: end } = await painted();
        if (signature() === shown) continue;
        shown = signature();
        frames += 1;
        changedAt = end;
      }
    };
    handle().focus();
    const watching = watch();
    const start = performance.now();
    for (const [number, [key, code]] of keys.entries()) {
      await until(start + number * spacing);
      press(key, code);
    }
    const lastEvent = performance.now();
    while (performance.now() - Math.max(changedAt, lastEvent) < quiet) await until(performance.now() + 50);
    running = false;
    await watching;
    return { took: lastEvent - start, frames, settled: changedAt - lastEvent, right: complete(last, null) };
  };

  // From running the cells to a panel that can be used and shows its first state.
  const open = async (index) => {
    const start = performance.now();
    const shown = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!handle() || (!setup.sentence && !complete(index, null))) return;
        if (setup.sentence && !wanted[index].every(([place, text]) => shows(place, text))) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    window.jupyterapp.commands.execute("notebook:run-all-cells");
    await shown;
    await decoded();
    return (await painted()).painted - start;
  };

  window.bench = { kind, arm, answer, flood, open };
}
