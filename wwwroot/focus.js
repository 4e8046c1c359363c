// Anyone who is at a button that goes away, or moves, stays at it, at what is in its place, or at the heading above.

let held = [];
export function hold({ target }) {
  held = [];
  for (let part = target.closest('main :is(button, summary)'); part && part.id !== 'main'; part = part.parentElement) held.push(part);
}
// A press beside everything lets the focus go on purpose.
document.addEventListener('pointerdown', () => { held = []; });
document.addEventListener('focusin', hold);
document.addEventListener('click', hold);
new MutationObserver(() => {
  if (!held.length || document.activeElement !== document.body) return;
  if (held[0].isConnected && held[0].checkVisibility()) return held[0].focus({ preventScroll: true });
  const places = held.filter(part => part.isConnected && part.matches('.actions, section, fieldset, article, aside'));
  held = [];
  for (const place of places) {
    const next = (place.matches('.actions') ? null : place.querySelector('h1, h2, h3, legend')) ?? place.querySelector('button, a');
    if (!next?.checkVisibility()) continue;
    if (!next.matches('button, a')) next.tabIndex = -1;
    return next.focus({ preventScroll: true });
  }
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['hidden'] });
