// The browser's end of the places of the lesson "Keep it safe", for the server to reach: the classes in BlazorJwt/Labs/KeepSafe.

// A script's memory: a variable of this module. No other script can look into it, and it is gone with the page.
let held = null;

const claims = token => JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));

const idOf = token => { try { return claims(token).jti; } catch { return null; } }; // Somebody may have written there.

// An expired copy is not left behind: not by a page that stays open, and not by one that comes later. A browser's clock may be wrong by a
// minute.
const copyKey = 'blazorjwt-copy';
function dropExpired(storage) {
  const token = storage().getItem(copyKey);
  if (token && !(left(token) > -60_000)) storage().removeItem(copyKey);
}
const left = token => { try { return claims(token).exp * 1000 - Date.now(); } catch { return NaN; } };
for (const storage of [() => localStorage, () => sessionStorage]) try { dropExpired(storage); } catch { /* The browser blocks it. */ }

/** From now on the copy in localStorage goes with the page. */
export const removeWithPage = () => addEventListener('pagehide', () => places.localStorage.remove(), { once: true });

const area = storage => ({
  put: token => {
    storage().setItem(copyKey, token);
    setTimeout(() => { if (storage().getItem(copyKey) === token) storage().removeItem(copyKey); }, (claims(token).exp - claims(token).iat) * 1000);
  },
  get: () => storage().getItem(copyKey),
  remove: () => storage().removeItem(copyKey),
});

const readable = 'BlazorJwt-Copy-Readable';
const setReadable = (value, seconds) => {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${readable}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`;
};

const places = {
  localStorage: area(() => localStorage),
  sessionStorage: area(() => sessionStorage),
  memory: { put: token => { held = token; }, get: () => held, remove: () => { held = null; } },
  readableCookie: {
    put: token => setReadable(token, claims(token).exp - claims(token).iat),
    get: () => document.cookie.split('; ').find(cookie => cookie.startsWith(`${readable}=`))?.slice(readable.length + 1) ?? null,
    remove: () => setReadable('', 0),
  },
};

export const put = (place, token) => places[place].put(token);

export const remove = place => places[place].remove();

/** The id (jti) of the copy that is there; null when there is none. The token itself stays here. */
export const find = place => idOf(places[place].get());

/** Asks the API for the orders with the copy, as an app does that keeps it there. */
export async function use(place) {
  const token = places[place].get();
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  return (await fetch('/api/orders', { headers, credentials: 'omit', cache: 'no-store' })).status;
}

/** Has the browser take, or give up, a cookie that no script may touch. */
export const fetchCookie = ticket => fetch('/labs/copies', { method: 'POST', headers: { 'X-Copy-Ticket': ticket } }).then(() => {});

/** The id of the copy that came along with a plain request, in a cookie; null when none did. */
export async function findAtServer(place, recorded = '') {
  const response = await fetch(`/labs/copies${recorded}`, { cache: 'no-store' });
  return (await response.json()).find(copy => copy.place === place)?.jwtId ?? null;
}

/** Asks for the orders and leaves it to the server to find the token. */
export const useAtServer = async place => (await fetch(`/labs/copies/orders?place=${encodeURIComponent(place)}`, { cache: 'no-store' })).status;

/** A request as a page sends it by default. No Authorization header: the browser adds what it adds by itself. */
export const sendPlainRequest = async path => (await fetch(path, { cache: 'no-store' })).status;

// --- How much fits in ---------------------------------------------------------------------------------------------------

/** How many characters, names included, the storage takes until the browser refuses. What was put there is taken away again. */
export function capacity(name) {
  const storage = window[name];
  const takes = (key, text) => { try { storage.setItem(key, text); return true; } catch { return false; } };
  const keys = [];
  try {
    // Large pieces first, each under a key of its own; then one last piece that grows by less and less.
    while (keys.length < 64 && takes(`blazorjwt-size-${keys.length}`, 'x'.repeat(1 << 20))) keys.push(`blazorjwt-size-${keys.length}`);
    keys.push('blazorjwt-size-last');
    for (let step = 1 << 19, last = ''; step >= 1; step >>= 1) if (takes(keys.at(-1), last + 'x'.repeat(step))) last += 'x'.repeat(step);
    return Object.keys(storage).reduce((sum, entry) => sum + entry.length + storage.getItem(entry).length, 0);
  } finally {
    for (const key of keys) storage.removeItem(key);
  }
}

/** The longest cookie, name and value, that the browser takes from a script. */
export function cookieCapacity() {
  const name = 'BlazorJwt-Copy-Size';
  const takes = size => {
    document.cookie = `${name}=${'x'.repeat(size - name.length)}; Path=/; Max-Age=60`;
    const taken = document.cookie.includes(`${name}=`);
    document.cookie = `${name}=; Path=/; Max-Age=0`;
    return taken;
  };
  let [fits, over] = [name.length + 1, 1 << 14];
  while (over - fits > 1) {
    const size = (fits + over) >> 1;
    if (takes(size)) fits = size; else over = size;
  }
  return fits;
}

/** How many characters of a long text a variable holds. */
export const memoryHolds = size => new TextDecoder().decode(new Uint8Array(size).fill(120)).length;

export const lengthOf = key => localStorage.getItem(key)?.length ?? 0;

/** The sizes, name and value, of the cookies of this experiment that came along with a request. */
export const cookieSizes = async () => (await fetch('/labs/copies/sizes', { cache: 'no-store' })).json();

/** Has ASP.NET set a value that is too large for one cookie; says which sizes came back, and clears them. */
export async function chunks() {
  await fetch('/labs/copies/chunks', { method: 'PUT' });
  const came = await cookieSizes();
  await fetch('/labs/copies/chunks', { method: 'DELETE' });
  return came;
}

// --- What survives ------------------------------------------------------------------------------------------------------

// A moment later, so that the server gets its answer first.
export const reload = () => { setTimeout(() => location.reload(), 50); };

export const signOut = () => { setTimeout(() => document.querySelector('form[action$="account/sign-out"]').requestSubmit(), 50); };

/** Gets ready for the other site: the server sets the lab's cookies and says which the browser has kept. The id of the run; null for none. */
export async function prepareOtherSite() {
  const page = await fetch('/labs/evil-site?step=true', { cache: 'no-store' });
  return /\/labs\/evil-site\/ready\/([\w-]+)$/.exec(new URL(page.url).pathname)?.[1] ?? null;
}

// --- What each rendering stage can reach ----------------------------------------------------------------------------------

/** Loads a page that was rendered in one stage, and reads what its component reported. */
export async function stage(address) {
  const rows = await (await fetch(address, { cache: 'no-store' })).text();
  const page = new DOMParser().parseFromString(`<table>${rows}</table>`, 'text/html');
  return [...page.querySelectorAll('[data-reach]')].map(cell => cell.textContent.trim());
}
