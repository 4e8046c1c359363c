// Presenter mode: a lesson on a projector, one step at a time, in large type. It comes only when it is wanted. The mode is kept in the
// preferences cookie, so that the server's page begins in it; the step is kept for this tab alone.
// It knows no lesson. A step is a card of the lesson, or what stands between two cards, whatever page that is on.

const root = document.documentElement;
const stepKey = 'BlazorJwt-step';
const answers = '.predict, [aria-labelledby="why"]';
const observer = new MutationObserver(draw);

let keep; // Keeps a preference: a function of the app's own script, which imports this one and is not imported back.
let path = '';
let lesson;
let at = 0;
let isComingBack = false; // From the lesson after it: then a lesson begins at its end.
let steps = [];

// --- The bar at the bottom ----------------------------------------------------------------------------------------------

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const status = make('p', { role: 'status', id: 'presenter-step' });
const backButton = make('button', { type: 'button', onclick: () => go(-1) }, '← Back'); // The arrows on the two are the keys that do the same.
const nextButton = make('button', { type: 'button', className: 'primary', onclick: () => go(1) });
const said = make('p', { ariaLive: 'polite', className: 'visually-hidden' });
const pointerButton = make('button', { type: 'button', ariaPressed: 'true', onclick: switchPointer }, 'Pointer');
const bar = make('section', { className: 'presenter', ariaLabel: 'Presenter' },
  backButton, nextButton, status, said,
  pointerButton,
  make('button', { type: 'button', onclick: printHandout }, 'Print'),
  make('button', { type: 'button', onclick: leave, ariaKeyShortcuts: 'Escape' }, 'Leave ', make('kbd', { ariaHidden: 'true' }, 'Esc')));
[backButton.dataset.way, nextButton.dataset.way] = ['prev', 'next'];
nextButton.setAttribute('aria-describedby', status.id); // Anyone who reaches the button hears where the lesson is.
// A ring around the mouse, large enough for the last row.
const ring = make('div', { className: 'ring', ariaHidden: 'true', hidden: true });

// --- Steps --------------------------------------------------------------------------------------------------------------

const isShown = element => !element.matches('nav, .notice, [hidden]') && element.textContent.trim() !== '';
const partsOf = element => [...element.children].filter(isShown).flatMap(part => part.matches('.bench') ? partsOf(part) : [part]);

// A lesson that is told in steps has one on each page, and links to the others.
const isStep = () => lesson?.matches('.step');
const link = by => lesson.querySelector(`[rel=${by > 0 ? 'next' : 'prev'}]`);

function stepsOf(lesson) {
  if (isStep()) return [partsOf(lesson)];
  const found = [];
  let between = null;
  for (const part of lesson ? partsOf(lesson) : []) {
    const isWhole = part.matches('header, .card');
    if (isWhole || !between) found.push(between = [part]); else between.push(part);
    if (isWhole) between = null;
  }
  return found;
}

const heading = part => part.querySelector('h1, h2, .exchange > header') ?? part;
// The heading itself, without the remark, the verdict or the buttons in it.
const wordsOf = element => [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE || node.localName === 'code').map(node => node.textContent).join('').trim();
const titleOf = step => step[0].querySelector('h1') ? 'title' : wordsOf(heading(step[0])) || (step[0].ariaLabel ?? '');
const nextLesson = () => document.querySelector('.lesson > nav .primary, .lesson > .card:last-child > .actions > .primary');
const lessonBefore = () => document.querySelector('.lesson > nav .button:not(.primary)');
const keptBack = () => (steps[at] ?? []).find(part => part.matches(answers) && !('shown' in part.dataset));

/** Marks the step that is shown. Runs after every change of the page, before it is painted: Blazor may have drawn the parts again. */
function draw() {
  const drawn = document.querySelector('.lesson');
  // The address changes first and the page a moment later: another lesson begins when both have.
  if (location.pathname !== path && drawn !== lesson) [path, at, isComingBack] = [location.pathname, isComingBack ? Infinity : keptStep(), false];
  lesson = drawn;
  steps = stepsOf(lesson);
  at = Math.max(0, Math.min(at, steps.length - 1));
  const now = new Set(steps[at]);
  for (const part of document.querySelectorAll('[data-now]')) if (!now.has(part)) delete part.dataset.now;
  for (const part of now) part.dataset.now = '';
  root.dataset.step = at;

  const next = nextLesson();
  if (isStep()) {
    say(status, lesson.ariaLabel);
    say(nextButton, keptBack() ? 'Show the answer' : 'Next →');
    [backButton.disabled, nextButton.disabled] = [!link(-1), !keptBack() && !link(1)];
    return;
  }
  say(status, steps.length ? `Step ${at + 1} of ${steps.length}: ${titleOf(steps[at])}` : 'No steps here');
  say(nextButton, keptBack() ? 'Show the answer' : at < steps.length - 1 || !next ? 'Next →' : next.textContent);
  backButton.disabled = at === 0 && !lessonBefore();
  nextButton.disabled = !keptBack() && at >= steps.length - 1 && !next;
}

// Said once: a text that is written again would be read out again.
function say(element, text) { if (element.textContent !== text) element.textContent = text; }

function keptStep() {
  const [where, step] = (sessionStorage.getItem(stepKey) ?? '').split(' ');
  return where === location.pathname ? Number(step) || 0 : 0;
}

function keepStep() {
  try { sessionStorage.setItem(stepKey, `${path} ${at}`); } catch { /* The lesson on storage fills it up. Then a reload begins at the title. */ }
}

/** One step on or back. What is kept back on this step is shown first. */
function go(by) {
  const answer = by > 0 && keptBack();
  if (answer) return show(answer);
  isComingBack = by < 0;
  if (isStep()) return link(by)?.click();
  if (by > 0 && at === steps.length - 1) return nextLesson()?.click();
  if (by < 0 && at === 0) return lessonBefore()?.click();
  at = Math.max(0, Math.min(at + by, steps.length - 1));
  draw();
  keepStep();
  scrollTo(0, 0);
  // The focus goes along, but for who works the bar.
  if (!bar.contains(document.activeElement)) focus(heading(steps[at][0]));
  else if (document.activeElement.disabled) nextButton.focus();
}

function focus(element) {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

// A prediction is answered by the server, which knows; the reasons stand on the page and were only not shown.
function show(answer) {
  const ask = answer.querySelector('[data-reveal]');
  if (ask) ask.click(); else answer.dataset.shown = '';
  draw();
  if (!ask) said.textContent = answer.innerText; // It was there all along: to a screen reader nothing is new.
}

// --- Keys and pointer ----------------------------------------------------------------------------------------------------

const moves = { ArrowRight: 1, ArrowLeft: -1, PageDown: 1, PageUp: -1 }; // A clicker sends PageDown and PageUp.
const fields = 'input, select, textarea, [contenteditable]';
const useArrows = `${fields}, [tabindex="0"], [role="slider"], [role="listbox"], [role="tablist"]`;
const usePages = 'select, textarea, [contenteditable], [type="range"], [type="number"], [tabindex="0"]';

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (document.querySelector('dialog[open]')) return; // Its keys are its own.
  const { key, target } = event;
  if (key === 'Escape') {
    // From a field it gives the arrow keys back; from anywhere else it leaves.
    if (target.matches(useArrows)) target.blur(); else leave();
  } else if (key in moves && !(isStep() && key.startsWith('Arrow')) && !target.closest(key.startsWith('Arrow') ? useArrows : usePages)) {
    event.preventDefault();
    go(moves[key]);
  }
}

function onPoint(event) {
  ring.hidden = pointerButton.ariaPressed !== 'true';
  ring.style.translate = `${event.clientX}px ${event.clientY}px`;
}

const hideRing = () => { ring.hidden = true; };

function switchPointer() {
  pointerButton.ariaPressed = pointerButton.ariaPressed !== 'true';
  ring.hidden = true;
}

// --- Paper ------------------------------------------------------------------------------------------------------------------

// What a closed part holds is drawn by the server when it is opened: so they are opened, and printed when all of it is there.
async function printHandout() {
  if (isStep()) return printSteps();
  const closed = [...document.querySelectorAll('.lesson details.part:not([open])')];
  for (const part of closed) part.open = true;
  const isThere = () => closed.every(part => part.children.length > 1);
  for (const end = performance.now() + 5000; !isThere() && performance.now() < end;) await new Promise(requestAnimationFrame);
  print();
  for (const part of closed) part.open = false;
}

// Of a lesson in steps all are printed, with their answers: the server draws them on one page.
async function printSteps() {
  const [slug] = location.pathname.slice(new URL(document.baseURI).pathname.length).split('/');
  const page = new DOMParser().parseFromString(await (await fetch(`${slug}/print`)).text(), 'text/html');
  const handout = make('div', { className: 'handout' }, ...page.querySelectorAll('.step'));
  document.body.append(handout);
  print();
  handout.remove();
}

// --- On and off ------------------------------------------------------------------------------------------------------------

function begin() {
  [path, lesson] = ['', undefined];
  document.body.append(bar, ring);
  draw();
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('keydown', onKey);
  document.addEventListener('pointermove', onPoint);
  root.addEventListener('pointerleave', hideRing);
}

function leave() {
  observer.disconnect();
  document.removeEventListener('keydown', onKey);
  document.removeEventListener('pointermove', onPoint);
  root.removeEventListener('pointerleave', hideRing);
  const [last] = steps[at] ?? [];
  for (const part of document.querySelectorAll('[data-now]')) delete part.dataset.now;
  bar.remove();
  ring.remove();
  delete root.dataset.presenting;
  delete root.dataset.step;
  keep('presenting', null);
  last?.scrollIntoView();
  document.querySelector('[data-present]')?.focus({ preventScroll: true });
}

async function enter() {
  if (!document.querySelector('link[href*="presenter"]')) {
    const sheet = make('link', { rel: 'stylesheet', href: 'presenter.css' });
    document.head.append(sheet);
    await new Promise((done, failed) => { sheet.onload = done; sheet.onerror = failed; });
  }
  keep('presenting', 'yes');
  root.dataset.presenting = '';
  begin();
  scrollTo(0, 0);
  nextButton.focus();
}

/** Called by the app's own script, for the button and the key, and for a page that was drawn in the mode: that one begins in it. */
export function present(keepPreference) {
  keep = keepPreference;
  if (bar.isConnected) return leave();
  return 'presenting' in root.dataset ? begin() : enter();
}
