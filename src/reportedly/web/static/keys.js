// One key, one control: the control that names it in aria-keyshortcuts is pressed, or focused where it is a field.
// In a list, j and k move between its items. Nothing here does what the page cannot do without it.

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
  if (press(event.key)) event.preventDefault();
  else if (event.key in moves) step(moves[event.key]);
});

const side = document.querySelector(".textside");
const here = side?.querySelector("#here");
if (here) side.scrollTop = here.offsetTop - side.clientHeight / 3;
document.querySelector("main")?.setAttribute("data-keys", "on");
