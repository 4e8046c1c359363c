// Keeps a visitor signed in: shortly before the token expires, the page asks for the next one. Both tokens travel in cookies that no script can
// read; the server sets them, and tells the page's circuit. Loaded with a sign-in that is to be renewed, and with no other.

const root = document.documentElement;
const field = document.querySelector('#renewal input').value;
const others = new BroadcastChannel('BlazorJwt-renewal');
let due = Infinity;
let timer;

function plan(at) {
  due = at;
  clearTimeout(timer);
  timer = setTimeout(renew, at - Date.now());
}

// A third of its life before the end, and never more than 90 seconds: a tab in the background is woken once a minute.
const planFor = seconds => plan(Date.now() + (seconds - Math.min(90, seconds / 3)) * 1000);

// One tab at a time. Who comes second sees that it is done. Two that ask at once do no harm either: the server has a grace window for that.
const ask = () => navigator.locks?.request('BlazorJwt-renewal', async () => {
  if (Date.now() < due) return;
  try {
    const answer = await fetch('account/refresh', { method: 'POST', headers: { RequestVerificationToken: field } });
    // The servers can't reach their store: later.
    if (answer.status === 503) throw answer;
    // The sign-in is over. The page says so when its token expires.
    if (!answer.ok) { due = Infinity; return; }
    planFor((await answer.json()).expires_in);
    others.postMessage(due);
    // This page was drawn signed out.
    if (!root.dataset.session) location.reload();
  } catch {
    plan(Date.now() + 5000); // No connection, or the server is busy.
  }
});

// A timer may come a moment early by the other clock: then it is set once more, or nothing would ever be asked.
function renew() {
  if (Date.now() >= due) ask();
  else if (due < Infinity) plan(due);
}

others.onmessage = event => plan(event.data);
// After sleep, or in a tab that was frozen, the timer is late.
document.addEventListener('visibilitychange', renew);
planFor(Number(root.dataset.renew));
