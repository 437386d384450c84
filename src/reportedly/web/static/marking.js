
// Words that are marked in an article become the value of a field beside it, and a dot of a map chooses a place of a list.
// Both can be done without: the words are typed, the list has radio buttons. Offsets are code points of the report: each
// piece of the text says in data-at and data-end where it stands; one with data-says is shown as something else.

for (const article of document.querySelectorAll("[data-marked]")) {
  const bar = document.querySelector("[data-marking]"), said = document.querySelector("[data-said]");
  const field = bar.querySelector("[data-field]"), shown = bar.querySelector("[data-words]");
  const form = document.querySelector("form.sheetform");
  const points = (text) => [...text].length;
  const leading = /^[^\S\ufeff]+/u, trailing = /[^\S\ufeff]+$/u, spaces = /[^\S\ufeff]+/gu;  // as the server knows white space
  const oneLine = (text) => text.replace(leading, "").replace(trailing, "").replace(spaces, " ");
  const pieces = [...article.querySelectorAll("[data-at]")].map((piece) => ({
    node: piece.firstChild, at: Number(piece.dataset.at), end: Number(piece.dataset.end), says: piece.dataset.says,
  }));
  let marked = null;

  // The words of the report between two places, on one line.
  const told = (at, end) => oneLine(pieces.filter((one) => one.at < end && at < one.end).map((one, n, all) => {
    const gap = n && all[n - 1].end < one.at ? " " : "";
    return gap + (one.says ?? [...one.node.data].slice(Math.max(0, at - one.at), end - one.at).join(""));
  }).join(""));

  // The part of a piece that a range holds: its words, and where in the report they stand; null where it holds none but spaces.
  const whole = (data, at, by) => (/[\udc00-\udfff]/.test(data[at] ?? "") ? at + by : at);  // no sign is cut in two
  const part = ({ node, at, end, says }, range) => {
    if (!range.intersectsNode(node)) return null;
    const from = node === range.startContainer ? whole(node.data, range.startOffset, -1) : 0;
    const to = node === range.endContainer ? whole(node.data, range.endOffset, 1) : node.length;
    const words = says ?? node.data.slice(from, to);
    if (from >= to || !oneLine(words)) return null;
    if (says) return { at, end };
    const first = at + points(node.data.slice(0, from));
    const before = points(words) - points(words.replace(leading, "")), behind = points(words) - points(words.replace(trailing, ""));
    return { at: first + before, end: first + points(words) - behind };
  };
  const inside = (range) => {
    const parts = pieces.map((piece) => part(piece, range)).filter(Boolean);
    if (!parts.length) return null;
    const at = parts[0].at, end = parts.at(-1).end;
    return { at, end, words: told(at, end) };
  };

  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const here = article.contains(chosen.anchorNode) || article.contains(chosen.focusNode);  // three clicks end behind the article
    if (!chosen.rangeCount || chosen.isCollapsed || !here) return;
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
  const spansOf = (text) => text.split(",").map((span) => span.split("-").map(Number));
  // The pieces of a content with one more among them, or the fault: they are not known where it was typed, and must not meet.
  const further = (name) => {
    const typed = value(name).value !== value(`said.${name}`).value;
    const spans = value(`at.${name}`).value || (!typed && value(`was.${name}`).value.slice(1));
    if (!spans) return { fault: said.dataset.typed };
    const found = [...spansOf(spans), [marked.at, marked.end]].sort((one, other) => one[0] - other[0]);
    if (found.some(([at], n) => n && at <= found[n - 1][1])) return { fault: said.dataset.meet };
    return { at: found.map((span) => span.join("-")).join(","), words: found.map((span) => told(...span)).join(" … ") };
  };
  bar.querySelector("[data-put]").addEventListener("click", () => {
    const option = field.selectedOptions[0], name = option.value;
    const made = "more" in option.dataset ? further(name) : { at: `${marked.at}-${marked.end}`, words: marked.words };
    if (made.fault) return void (said.textContent = made.fault);
    value(`at.${name}`).value = made.at;
    value(name).value = made.words;
    value(name).closest("details")?.setAttribute("open", "");
    value(name).closest(".words").setAttribute("data-new", "");
    const values = { FIELD: option.textContent, SECTION: option.parentElement.label, WORDS: shown.textContent };
    said.textContent = said.dataset.putIn.replace(/FIELD|SECTION|WORDS/g, (named) => values[named]);
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
