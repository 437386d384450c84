// One key, one control: the control that names it in aria-keyshortcuts is pressed, or focused where it is a field.
// In a list, j and k move between its items. Nothing here does what the page cannot do without it.
// A key that is held down presses once, and a form that is sent twice within a second is sent once: nobody judges by it what
// they have not seen.

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

function step(by) {
  const links = [...document.querySelectorAll("[data-list] > li")].map((item) => item.querySelector(":scope > a, :scope .quote a"));
  const at = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

function press(key) {
  const control = document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  if (!control) return false;
  if (control.matches("input")) control.focus();
  else control.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  const moves = { j: 1, k: -1 };
  if (!event.repeat && press(event.key)) event.preventDefault();
  else if (event.key in moves) step(moves[event.key]);
});

const AGAIN = 1000;  // milliseconds
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented) return;
  if (event.timeStamp - (sent.get(event.target) ?? -AGAIN) < AGAIN) event.preventDefault();
  else sent.set(event.target, event.timeStamp);
});

const side = document.querySelector(".textside");
const here = side?.querySelector("#here");
if (here) side.scrollTop = here.offsetTop - side.clientHeight / 3;
document.querySelector("main")?.setAttribute("data-keys", "on");

// On a map, a box that is dragged becomes a part of the address: the map says in data-to where it leads.
for (const map of document.querySelectorAll("svg[data-to]")) {
  const [south, west, north, east] = map.dataset.edges.split(",").map(Number);
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const { width, height } = map.viewBox.baseVal;
  const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  box.setAttribute("class", "drag");
  let start = null;
  let moved = false;

  const draw = ([x, y]) => {
    const left = Math.min(x, start[0]), top = Math.min(y, start[1]);
    for (const [name, value] of [["x", left], ["y", top], ["width", Math.abs(x - start[0])], ["height", Math.abs(y - start[1])]]) box.setAttribute(name, value);
  };
  const edges = ([x, y]) => {
    const lons = [x, start[0]].sort((a, b) => a - b).map((value) => west + (Math.max(0, Math.min(width, value)) / width) * (east - west));
    const lats = [y, start[1]].sort((a, b) => b - a).map((value) => north - (Math.max(0, Math.min(height, value)) / height) * (north - south));
    return [lats[0], lons[0], lats[1], lons[1]].map((value) => Number(value.toFixed(2))).join(",");
  };
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return;
    start = at(event);
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!start) return;
    const now = at(event);
    moved ||= Math.hypot(now[0] - start[0], now[1] - start[1]) > 8;
    if (moved) map.append(box);
    draw(now);
  });
  window.addEventListener("pointerup", (event) => {
    if (start && moved) {
      const to = map.dataset.to, hole = to.lastIndexOf("BOX");
      location.assign(to.slice(0, hole) + encodeURIComponent(edges(at(event))) + to.slice(hole + 3));
    }
    start = null;
  });
  map.addEventListener("click", (event) => moved && event.preventDefault(), true);
}
document.querySelector("[data-drag]")?.removeAttribute("hidden");
