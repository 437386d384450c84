
// Words that are marked in an article become the value of a field beside it, and a dot of a map chooses a place of a list.
// Both can be done without: the words are typed, the list has radio buttons. Offsets are code points of the report: each
// piece of the text says in data-at and data-end where it stands; one with data-says is shown as something else.

for (const article of document.querySelectorAll("[data-marked]")) {
  const bar = document.querySelector("[data-marking]"), said = document.querySelector("[data-said]");
  const field = bar.querySelector("[data-field]"), shown = bar.querySelector("[data-words]");
  const form = document.querySelector("form.sheetform");
  const points = (text) => [...text].length;
  const pieces = [...article.querySelectorAll("[data-at]")].map((piece) => ({
    node: piece.firstChild, at: Number(piece.dataset.at), end: Number(piece.dataset.end), says: piece.dataset.says,
  }));
  let marked = null;

  // The part of a piece that a range holds: its words, and where in the report they stand; null where it holds none.
  const part = ({ node, at, end, says }, range) => {
    if (!range.intersectsNode(node)) return null;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (from >= to) return null;
    if (says) return { at, end, words: says };
    const first = at + points(node.data.slice(0, from)), words = node.data.slice(from, to);
    return { at: first, end: first + points(words), words };
  };
  const inside = (range) => {
    const parts = pieces.map((piece) => part(piece, range)).filter(Boolean);
    if (!parts.length) return null;
    const words = parts.map((one, n) => (n && parts[n - 1].end < one.at ? " " : "") + one.words).join("");
    const before = points(words) - points(words.trimStart()), behind = points(words) - points(words.trimEnd());
    const found = { at: parts[0].at + before, end: parts.at(-1).end - behind, words: words.trim().replace(/\s+/gu, " ") };
    return found.words ? found : null;
  };

  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !article.contains(chosen.anchorNode) || !article.contains(chosen.focusNode)) return;
    marked = inside(chosen.getRangeAt(0));
    bar.hidden = !marked;
    if (marked) shown.textContent = marked.words.length > 160 ? `${marked.words.slice(0, 100)} … ${marked.words.slice(-50)}` : marked.words;
  });

  // By keyboard: one word is marked and moved, with Shift more of them.
  const parted = new Intl.Segmenter(article.lang || undefined, { granularity: "word" });
  const words = pieces.flatMap(({ node }) =>
    [...parted.segment(node.data)].filter((one) => one.isWordLike).map((one) => ({ node, from: one.index, to: one.index + one.segment.length })));
  const paragraph = (word) => words[word].node.parentElement.closest("p");
  let anchor = -1, focus = -1;
  const steps = {
    ArrowRight: () => focus + 1,
    ArrowLeft: () => focus - 1,
    ArrowDown: () => words.findIndex((one, n) => n > focus && paragraph(n) !== paragraph(focus)),
    ArrowUp: () => words.findIndex((one, n) => paragraph(n) === paragraph(Math.max(0, words.findIndex((other, m) => paragraph(m) === paragraph(focus)) - 1))),
  };
  article.addEventListener("keydown", (event) => {
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey || !words.length) return;
    event.preventDefault();
    const first = words.findIndex(({ node }) => node.parentElement.id === "here");
    const next = focus < 0 ? Math.max(0, first) : steps[event.key]();
    focus = next < 0 ? (event.key === "ArrowDown" ? words.length - 1 : 0) : Math.min(next, words.length - 1);
    if (!event.shiftKey || anchor < 0) anchor = focus;
    const start = words[Math.min(anchor, focus)], end = words[Math.max(anchor, focus)];
    document.getSelection().setBaseAndExtent(start.node, start.from, end.node, end.to);
    const range = document.createRange();
    range.setStart(words[focus].node, words[focus].from);
    range.setEnd(words[focus].node, words[focus].to);
    const seen = range.getBoundingClientRect(), room = article.getBoundingClientRect();
    if (seen.bottom > room.bottom || seen.top < room.top) article.scrollTop += seen.top - room.top - room.height / 2;
  });

  const value = (name) => form.elements.namedItem(name);
  // The pieces that a content has, with one more before or behind; null where they would meet.
  const further = (name) => {
    const spans = (value(`at.${name}`).value || value(`was.${name}`).value.slice(1)).split(",").map((span) => span.split("-").map(Number));
    const here = `${marked.at}-${marked.end}`, all = spans.map((span) => span.join("-")).join(","), now = value(name).value;
    if (marked.at > spans.at(-1)[1]) return [`${all},${here}`, `${now} … ${marked.words}`];
    return marked.end < spans[0][0] ? [`${here},${all}`, `${marked.words} … ${now}`] : null;
  };
  bar.querySelector("[data-put]").addEventListener("click", () => {
    const option = field.selectedOptions[0], name = option.value;
    const made = "more" in option.dataset ? further(name) : [`${marked.at}-${marked.end}`, marked.words];
    if (!made) return void (said.textContent = said.dataset.meet);
    [value(`at.${name}`).value, value(name).value] = made;
    value(name).closest("details")?.setAttribute("open", "");
    value(name).closest(".words").setAttribute("data-new", "");
    said.textContent = `${said.dataset.putIn}${option.parentElement.label}, ${option.textContent}: ${shown.textContent}`;
  });
  form.addEventListener("input", ({ target }) => {
    const at = target.name && value(`at.${target.name}`);
    if (at) at.value = "";
  });
  document.querySelector("[data-scripted]").hidden = false;
  const here = article.querySelector("#here");
  if (here) article.scrollTop = here.offsetTop - article.clientHeight / 3;
}

for (const map of document.querySelectorAll("svg[data-choose]")) {
  const links = [...map.querySelectorAll("a[href^='#']")];
  const radio = (link) => document.getElementById(link.getAttribute("href").slice(1));
  const show = () => links.forEach((link) => link.classList.toggle("picked", radio(link).checked));
  links.forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    radio(link).checked = true;
    show();
  }));
  map.closest("fieldset").addEventListener("change", show);
}
