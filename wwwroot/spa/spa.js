// A page without a server's memory: it signs in, keeps the token in this variable and nowhere else, and sends it to an API itself.

let token = null;
let expiresAt = 0;
let isWaiting = false;

const at = id => document.getElementById(id);
const say = (sentence, kind = '') => { at('status').textContent = sentence; at('status').className = `notice ${kind}`; };

// The theme that was chosen in the app.
const preferences = document.cookie.split('; ').find(item => item.startsWith('BlazorJwt-Preferences='))?.slice('BlazorJwt-Preferences='.length);
const theme = new URLSearchParams(preferences).get('theme');
if (theme) document.documentElement.dataset.theme = theme;

if (performance.getEntriesByType('navigation')[0]?.type === 'reload') say('You reloaded the page. A token that was in its memory is gone: sign in again.');

// --- Requests: never a cookie, so that the token alone says who asks ---------------------------------------------------

const ask = (path, options = {}) => fetch(path, { credentials: 'omit', cache: 'no-store', ...options });
const form = fields => ({ method: 'POST', body: new URLSearchParams(fields) });
const bearer = more => ({ ...more, headers: { ...more?.headers, Authorization: `Bearer ${token}` } });

async function problemOf(answer) {
  if (answer.status === 404) return 'The labs are switched off on this server, and with them both APIs.';
  if (answer.status === 429) return `Too many attempts. Try again in ${answer.headers.get('Retry-After') ?? 'some'} seconds.`;
  const told = await answer.json().catch(() => ({}));
  return told.error_description ?? told.detail ?? `The server answered ${answer.status}.`;
}

// Not disabled: that would take the focus from the button, and from anyone who works by keyboard.
const hold = button => button.setAttribute('aria-disabled', 'true');
const free = button => button.removeAttribute('aria-disabled');

/** Runs an act of the visitor: one at a time, and whatever goes wrong becomes a sentence. */
async function act(button, step) {
  if (button.hasAttribute('aria-disabled')) return;
  hold(button);
  try {
    await step();
  } catch {
    say('The server can’t be reached. Is it still running? Try again when it is.', 'bad');
  } finally {
    free(button);
  }
}

// --- Signing in ---------------------------------------------------------------------------------------------------------

at('form').addEventListener('submit', event => {
  event.preventDefault();
  act(at('enter'), async () => {
    const [username, password] = [at('username').value.trim(), at('password').value];
    if (!username || !password) return say('Type a name and a password.', 'bad');
    const answer = await ask('/labs/stateless/token', form({ grant_type: 'password', username, password }));
    if (!answer.ok) return say(await problemOf(answer), 'bad');
    const { access_token, expires_in } = await answer.json();
    token = access_token;
    expiresAt = Date.now() + expires_in * 1000;
    at('password').value = '';
    show();
    say(`Signed in. The token lives ${expires_in} seconds.`, 'good');
    at('token').focus();
  });
});

function decoded(part) {
  const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function show() {
  at('signed-out').hidden = !!token;
  at('signed-in').hidden = !token;
  at('payload').textContent = token ? JSON.stringify(decoded(token.split('.')[1]), null, 2) : '';
  tick();
}

// --- Its end ------------------------------------------------------------------------------------------------------------

let wasAlive = false;
function tick() {
  const seconds = Math.ceil((expiresAt - Date.now()) / 1000);
  const isAlive = !!token && seconds > 0;
  at('left').textContent = !token ? '' : isAlive ? `${seconds} s left` : 'expired';
  if (wasAlive && !isAlive && token) say('The token has expired, says its exp. An API may take it a little longer, because two clocks never agree: ask, and see.', 'warn');
  wasAlive = isAlive;
}
setInterval(tick, 500);

at('wait').addEventListener('click', () => {
  if (isWaiting) return;
  isWaiting = true;
  hold(at('wait'));
  say('Waiting for exp. Then the page asks every five seconds, until an API says no.');
  setTimeout(askUntilRefused, Math.max(0, expiresAt - Date.now()));
});

async function askUntilRefused() {
  if (!isWaiting || !token) return;
  await act(at('read'), async () => {
    const { stateless, listed } = await askBoth();
    const late = Math.round((Date.now() - expiresAt) / 1000);
    isWaiting = (stateless.ok || listed.ok) && late < 400;
    if (isWaiting) return say(`${late} seconds past exp, and still 200: that is the clock skew.`, 'warn');
    say(`Refused ${late} seconds past exp, with 401. The page was told, and no server had to remember anything.`, 'good');
  });
  if (isWaiting) setTimeout(askUntilRefused, 5000); else free(at('wait'));
}

// --- Both APIs ----------------------------------------------------------------------------------------------------------

const told = new Map();

async function askOne(row, path, options) {
  const answer = await ask(path, bearer(options));
  const cells = at(row).querySelectorAll('td');
  cells[0].textContent = answer.status;
  cells[1].textContent = Number(cells[1].textContent) + 1;
  // No number, no guess: a server that doesn't count says nothing.
  const lookUps = /lookups;desc="(\d+)"/.exec(answer.headers.get('Server-Timing') ?? '')?.[1];
  cells[2].textContent = lookUps === undefined ? '?' : Number(cells[2].textContent) + Number(lookUps);
  const lines = [`${options?.method ?? 'GET'} ${path}`, `HTTP ${answer.status}`];
  for (const name of ['WWW-Authenticate', 'Server-Timing']) if (answer.headers.has(name)) lines.push(`${name}: ${answer.headers.get(name)}`);
  told.set(row, [...lines, '', await answer.text()].join('\n'));
  at('answers').textContent = [...told.values()].join('\n\n');
  return answer;
}

const askBoth = async () => ({ stateless: await askOne('stateless', '/labs/stateless/orders'), listed: await askOne('listed', '/labs/stateless/listed-orders') });

const isOff = answer => answer.status === 404 ? ' The labs are switched off on this server, and with them both APIs.' : '';

at('read').addEventListener('click', () => act(at('read'), async () => {
  const { stateless, listed } = await askBoth();
  say(`Without a memory: ${stateless.status}. With a denylist: ${listed.status}.${isOff(stateless)}`, stateless.ok && listed.ok ? 'good' : 'bad');
}));

at('order').addEventListener('click', () => act(at('order'), async () => {
  const answer = await askOne('listed', '/labs/stateless/listed-orders', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"item":"espresso"}' });
  say(answer.ok ? 'An espresso is ordered. Read your orders.' : `The API refused the order: ${answer.status}. Its reason is below.`, answer.ok ? 'good' : 'bad');
}));

at('revoke').addEventListener('click', () => act(at('revoke'), async () => {
  const answer = await ask('/labs/stateless/revoke', form({ token }));
  if (!answer.ok) return say(await problemOf(answer), 'bad');
  const { stateless, listed } = await askBoth();
  const end = new Date(expiresAt).toLocaleTimeString();
  say(stateless.ok
    ? `Signed out everywhere? The API with a denylist refuses the token: ${listed.status}. The one without a memory still answers ${stateless.status}, until it expires at ${end}.`
    : `The API with a denylist answers ${listed.status}, the one without a memory ${stateless.status}.${isOff(stateless)}`, stateless.ok ? 'warn' : '');
}));

function forget() {
  [token, expiresAt, isWaiting] = [null, 0, false];
  free(at('wait'));
  at('password').value = '';
  told.clear();
  at('answers').textContent = 'Nothing asked yet.';
  show();
}

// A browser may keep a page that was left, with its variables, and Back shows it unchanged (the back/forward cache). The next person at this
// browser must not find the token there.
addEventListener('pagehide', () => {
  if (token) say('You left the page, and it has forgotten the token: sign in again.');
  forget();
});

at('forget').addEventListener('click', () => {
  forget();
  say('This page has forgotten the token. Anyone who copied it can use it until it expires.');
  at('username').focus();
});
