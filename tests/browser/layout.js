// What is wrong with the layout of a panel: overlapping neighbors, cut contents, anything beyond the panel's edge.
(panel) => {
  const SLACK = 1.5; // CSS pixels, for rounding
  const problems = [];
  const name = (element) => `${element.nodeName.toLowerCase()}.${element.getAttribute("class") ?? ""}`
    + ` "${(element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 30)}"`;
  const style = (element) => getComputedStyle(element);
  const shown = (element) => element.getClientRects().length > 0 && style(element).visibility === "visible"
    && !element.closest(".vd-spoken, option") && !clippedAway(element.closest("thead"));
  // In little room the heads of a table are there for screen readers only: each cell begins with the word of its column.
  const clippedAway = (head) => head !== null && style(head).clipPath !== "none";
  const inFlow = (element) => !["absolute", "fixed", "sticky"].includes(style(element).position);
  // A line of text wraps: its rectangles count, not the box around all of them.
  const rectangles = (element) => (style(element).display === "contents"
    ? [...element.children].flatMap(rectangles)
    : style(element).display === "inline" ? [...element.getClientRects()] : [element.getBoundingClientRect()]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
  const html = [panel, ...panel.querySelectorAll("*")].filter((element) => !element.closest("svg") && shown(element));

  for (const parent of html) {
    const children = [...parent.children].filter((child) => !child.closest("svg") && shown(child) && inFlow(child));
    children.forEach((one, index) => children.slice(index + 1).forEach((other) => {
      if (rectangles(one).some((a) => rectangles(other).some((b) => meet(a, b))))
        problems.push(`overlap: ${name(one)} and ${name(other)}`);
    }));
  }

  const edge = panel.getBoundingClientRect();
  for (const element of html) {
    const scrolls = element.matches(".vd-table-wrap, .vd-code-box, .vd-glossary-list");
    const clips = style(element).overflowX !== "visible";
    if (clips && !scrolls && element.nodeName !== "SELECT" && element.scrollWidth > element.clientWidth + SLACK)
      problems.push(`cut: ${name(element)}, ${element.scrollWidth} in ${element.clientWidth}`);
    if (clips && !scrolls && element.nodeName !== "SELECT" && element.scrollHeight > element.clientHeight + SLACK + 1)
      problems.push(`cut in height: ${name(element)}, ${element.scrollHeight} in ${element.clientHeight}`);
    if (!element.closest(".vd-table-wrap") && rectangles(element).some((box) => box.right > edge.right + SLACK || box.left < edge.left - SLACK))
      problems.push(`beyond the edge: ${name(element)}`);
  }

  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement.closest("svg, select") || !shown(text.parentElement)) continue;
    for (const word of text.data.matchAll(/[\p{L}\d]+/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = [...range.getClientRects()].map((line) => line.top);
      if (Math.max(...lines) - Math.min(...lines) > 5) problems.push(`broken word: ${word[0]} in ${name(text.parentElement)}`);
    }
  }

  for (const svg of panel.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => [text, text.getBoundingClientRect()]);
    for (const [text, box] of texts)
      if (box.right > frame.right + SLACK || box.left < frame.left - SLACK || box.bottom > frame.bottom + SLACK)
        problems.push(`text beyond its picture: ${name(text)}`);
    texts.forEach(([one, a], index) => texts.slice(index + 1).forEach(([other, b]) => {
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
        problems.push(`texts overlap: ${name(one)} and ${name(other)}`);
    }));
  }
  return problems;
}
