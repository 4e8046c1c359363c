// Shows what the browser reports when the policy blocks something, in the browser's own words. Loaded before the entry, so that it misses
// nothing, and before guestbook.js, which is deferred.

const reports = [];

document.addEventListener('securitypolicyviolation', event => {
  reports.push(event);
  if (document.readyState !== 'loading') show();
});

async function show() {
  if (reports.length === 0) return;
  const list = document.getElementById('violations');
  const outcome = document.getElementById('outcome');
  for (const event of reports.splice(0)) {
    const item = document.createElement('li');
    item.textContent = `${event.effectiveDirective} blocked ${event.blockedURI || 'inline'}, line ${event.lineNumber} (${event.disposition})`;
    list.append(item);
  }
  const loot = document.getElementById('loot').textContent;
  outcome.textContent = loot === 'Nothing yet.' ? 'The entry’s script did not run.' : 'Something wrote into the loot: look at it.';
  const { bring } = await import('/labs/guestbook.js');
  if ((await bring({ read: null, blocked: loot === 'Nothing yet.' })).ok) outcome.dataset.brought = '';
}

document.addEventListener('DOMContentLoaded', show);
