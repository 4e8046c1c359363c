// The server is about to stop and says so. The page pauses its circuit and resumes it at another server: what the server knew of the page goes along,
// protected, and what stands in its fields never leaves the browser. Loaded when it is needed and not before.

const root = document.documentElement;
const sleep = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/** Called by the server. It answers at once: the call itself goes through the circuit that is to be paused. */
export function moveOn() {
  if (root.dataset.circuit === 'moving') return;
  root.dataset.circuit = 'moving';
  setTimeout(move);
}

async function move() {
  const kept = look();
  const focused = named(reachable()).find(([, thing]) => thing === document.activeElement)?.[0];
  const place = scrollY;
  const paused = await Blazor.pauseCircuit().catch(() => false);
  for (let tries = 0; !await serves(); tries++) await sleep(tries < 40 ? 250 : 5000);
  // A first try that fails loses what was paused, so it is made when a server answers, and then once.
  if (!paused || !await Blazor.resumeCircuit().catch(() => false)) { location.reload(); return; }
  while (root.dataset.circuit !== 'up') await sleep(50);
  // A server that does not know the sign-in any more says so to a page that is loaded. One that is only late gets its time.
  for (let tries = 0; root.dataset.session && !document.querySelector('form[action="account/sign-out"]'); tries++) {
    if (tries === 30) { location.reload(); return; }
    await sleep(100);
  }
  await putBack(kept);
  // All was drawn anew, and whoever works by keyboard stands where they stood.
  if (focused) new Map(named(reachable())).get(focused)?.focus({ preventScroll: true });
  scrollTo({ top: place, behavior: 'instant' });
}

// Whoever stops says 503 here, and so does a proxy that has nobody to ask. A proxy that keeps this address to itself is no reason to wait.
async function serves() {
  try {
    return (await fetch('health/ready', { cache: 'no-store' })).status < 500;
  } catch {
    return false;
  }
}

// --- What the visitor opened, chose and typed, in the order of the page: an opened part brings the fields in it -------------------------

const things = () => [...document.querySelectorAll('main details, main input:not([type=hidden]), main select, main textarea:not([readonly], [data-served])')];

const reachable = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];

const look = () => named(things()).map(([name, thing]) => ({ name, value: valueOf(thing) }));

// Not every field has an id or a name: which one of its kind it is says the rest.
function named(all) {
  const seen = new Map();
  return all.map(thing => {
    const words = thing.matches('details') ? thing.querySelector('summary')?.textContent : thing.matches('a, button, summary') ? thing.textContent : '';
    const kind = thing.id || `${thing.localName} ${thing.name ?? ''} ${thing.type ?? ''} ${words}`;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return [`${kind} ${seen.get(kind)}`, thing];
  });
}

const isTicked = thing => thing.type === 'radio' || thing.type === 'checkbox';
const valueOf = thing => thing.localName === 'details' ? thing.open : isTicked(thing) ? thing.checked : thing.value;

function set(thing, value) {
  if (thing.localName === 'details') { thing.open = value; return; }
  if (isTicked(thing)) thing.checked = value; else thing.value = value;
  for (const type of ['input', 'change']) thing.dispatchEvent(new Event(type, { bubbles: true }));
}

// One at a time: the server may draw more for each. What does not come back within a moment is not there any more.
async function putBack(kept) {
  for (const { name, value } of kept) {
    for (let tries = 0; tries < 20; tries++) {
      const thing = new Map(named(things())).get(name);
      if (thing) {
        if (valueOf(thing) !== value && !(thing.type === 'radio' && !value)) set(thing, value);
        break;
      }
      await sleep(50);
    }
  }
}
