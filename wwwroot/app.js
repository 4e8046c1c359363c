// Starts Blazor and does what only the browser can do. No secret comes here.

const root = document.documentElement;

// A token behind the # of the address stays in the browser until asked for: Blazor would send the whole address.

let linked = '';

function keepLinked(event) {
  const found = /[#&](access_|id_)?token=([^&]*)/.exec(location.hash);
  if (!found) return;
  linked = found[2];
  history.replaceState(history.state, '', location.pathname + location.search);
  event?.stopImmediatePropagation();
  showLinked();
}
const showLinked = () => document.getElementById('linked-token')?.toggleAttribute('hidden', !linked);
keepLinked();
addEventListener('popstate', keepLinked);

/** Called by the server when the visitor wants it read. */
export function takeLinked(most) {
  const token = linked.slice(0, most);
  linked = '';
  showLinked();
  return token;
}

// Web sockets only: it saves a round trip. Where they are blocked, the page says so.
Blazor.start({
  circuit: {
    initializers: { beforeStart: [], afterStarted: [] }, // None: saves a request.
    reconnectionOptions: { retryIntervalMilliseconds: tries => tries < 30 ? 500 : 5000, maxRetries: 90 },
    configureSignalR: builder => builder.withUrl('_blazor', { skipNegotiation: true, transport: 1 }),
  },
});

// What is typed or chosen before the circuit is up: typed.js restores it.
const typed = new Map();
const remember = ({ target }) => target.name && typed.set(target.type === 'radio' ? `${target.name}=${target.value}` : target.name, target);
document.addEventListener('input', remember);

const patience = setTimeout(() => document.getElementById('no-circuit')?.removeAttribute('hidden'), 10_000);

/** Called by the server once the circuit is up. */
export function circuitIsUp() {
  clearTimeout(patience);
  document.getElementById('no-circuit')?.setAttribute('hidden', '');
  document.removeEventListener('input', remember);
  if (typed.size) import('./typed.js').then(({ restore }) => restore(typed));
  showLinked();
  showCurrent();
  new MutationObserver(showCurrent).observe(document.querySelector('.rail'), { subtree: true, attributeFilter: ['aria-current'] });
  root.dataset.circuit = 'up';
}

// On a narrow screen the rail scrolls to the lesson the visitor is at.
function showCurrent() {
  const link = document.querySelector('.rail [aria-current]');
  if (link) link.closest('.rail').scrollLeft = link.offsetLeft - (innerWidth - link.offsetWidth) / 2;
}
showCurrent();

// Passes the focus on when a button goes away.
document.addEventListener('focusin', function first(event) {
  if (!event.target.closest('button, summary')) return;
  document.removeEventListener('focusin', first);
  import('./focus.js').then(({ hold }) => hold(event));
});

// Preferences: one small cookie, which the server can read before it draws.

const cookieName = 'BlazorJwt-Preferences';

function preferences() {
  const entry = document.cookie.split('; ').find(item => item.startsWith(`${cookieName}=`));
  return new URLSearchParams(entry?.slice(cookieName.length + 1) ?? '');
}

function keep(name, value) {
  const all = preferences();
  if (value) all.set(name, value); else all.delete(name);
  setCookie(cookieName, all);
}

function setCookie(name, value) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

export function setTheme(theme) {
  if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
  keep('theme', theme);
}

// Sealed by the server, which alone reads it.
export const keepProgress = (name, value) => setCookie(name, value);

// The arrow keys go to the step before and after, but where something else uses them.
const usesArrows = 'input, select, textarea, [tabindex="0"], dialog';
document.addEventListener('keydown', event => {
  const way = { ArrowRight: 'next', ArrowLeft: 'prev' }[event.key];
  if (!way || event.altKey || event.ctrlKey || event.metaKey || event.target.closest(usesArrows)) return;
  const link = document.querySelector(`.step [rel=${way}]`);
  // On a projector an answer that is kept back comes first.
  if (link) (document.querySelector(`.presenter [data-way=${way}]`) ?? link).click();
});

// Presenting: its script and its style sheet come when they are wanted.

const present = async () => (await import('./presenter.js')).present(keep);
document.addEventListener('click', ({ target }) => target.closest('[data-present]') && present());
document.addEventListener('keydown', ({ altKey, ctrlKey, key, target }) => altKey && !ctrlKey && 'pPπ'.includes(key) && !target.closest('input:not([type=radio]), select, textarea') && present());
if ('presenting' in root.dataset) present().catch(() => delete root.dataset.presenting);

// Other tabs: a page of another sign-in than the newest is loaded again.

const session = root.dataset.session ?? '';
const tabs = new BroadcastChannel('BlazorJwt-session');
if (session !== '?') tabs.postMessage(session);
tabs.onmessage = ({ data }) => {
  if (data === session) return;
  // After a sign-out elsewhere the circuit says why, and the page stays.
  const isTold = !data && root.dataset.circuit === 'up';
  if (isTold) setTimeout(() => document.querySelector('form[action="account/sign-out"]') && location.reload(), 3000); else location.reload();
};

// Renews the sign-in.
if (root.dataset.renew) import('./renewal.js');

// Times that move.

const pad = number => String(number).padStart(2, '0');
const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

function relative(seconds) {
  const size = Math.abs(seconds);
  if (size < 60) return words.format(seconds, 'second');
  if (size < 3600) return words.format(Math.trunc(seconds / 60), 'minute');
  if (size < 172800) return words.format(Math.trunc(seconds / 3600), 'hour');
  return words.format(Math.trunc(seconds / 86400), 'day');
}

class LiveTime extends HTMLElement {
  static observedAttributes = ['at', 'now', 'kind'];

  connectedCallback() { this.timer = setInterval(() => this.draw(), 1000); this.draw(); }
  disconnectedCallback() { clearInterval(this.timer); }

  // The server's clock decides when a token ends, so the countdown follows it.
  attributeChangedCallback(name, _, value) { if (name === 'now') this.ahead = Date.now() - Number(value); this.draw(); }

  draw() {
    const at = Number(this.getAttribute('at'));
    const seconds = Math.round((at - Date.now() + (this.ahead ?? 0)) / 1000);
    const text = {
      left: () => seconds > 0 ? `${Math.floor(seconds / 60)}:${pad(seconds % 60)} left` : 'expired',
      relative: () => relative(seconds),
      local: () => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' }),
      clock: () => new Date(at).toLocaleTimeString(undefined, { timeStyle: 'medium' }),
    }[this.getAttribute('kind')]?.() ?? '';
    if (this.textContent !== text) this.textContent = text;
  }
}
customElements.define('live-time', LiveTime);

// The dialog for a broken connection.

const dialog = document.getElementById('components-reconnect-modal');
dialog.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'show': dialog.showModal(); break;
    case 'hide': dialog.close(); document.getElementById('blazor-error-ui').removeAttribute('style'); break;
    case 'rejected': loadAgain(); break;
    case 'failed': document.addEventListener('visibilitychange', retryWhenVisible); break;
  }
});

// The server no longer has the circuit. The next page says that results are gone.
document.getElementById('restarted').hidden = !sessionStorage.restarted;
delete sessionStorage.restarted;

function loadAgain() {
  sessionStorage.restarted = 'yes';
  location.reload();
}

async function retry() {
  document.removeEventListener('visibilitychange', retryWhenVisible);
  try {
    if (await Blazor.reconnect() || await Blazor.resumeCircuit()) dialog.close(); else loadAgain();
  } catch {
    document.addEventListener('visibilitychange', retryWhenVisible);
  }
}

const retryWhenVisible = () => document.visibilityState === 'visible' && retry();
document.getElementById('components-reconnect-button').addEventListener('click', retry);
