// The guestbook's own script, for its pages under the app's policy. It puts the decoys where scripts can reach them, and sends to the server
// what the page with the hole left as a note: that page itself can send nothing.

const note = 'guestbook-outcome';
const brought = document.getElementById('brought');

for (const decoy of document.querySelectorAll('meta[name=decoy]')) {
  if (decoy.dataset.name.startsWith('BlazorJwt-')) {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `${decoy.dataset.name}=${decoy.content}; Path=/labs/guestbook; Max-Age=900; SameSite=Strict${secure}`;
  } else {
    localStorage.setItem(decoy.dataset.name, decoy.content);
  }
}

export const bring = result => fetch('/labs/guestbook/outcome', {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(result),
});

async function bringNote() {
  const read = localStorage.getItem(note);
  if (read === null) return;
  localStorage.removeItem(note);
  if ((await bring({ read: JSON.parse(read), blocked: false })).ok && brought) {
    brought.textContent = `The page with the hole ran your entry. Read: ${JSON.parse(read).join(', ') || 'no decoy'}. The table of the lesson has it.`;
  }
}

addEventListener('storage', event => { if (event.key === note) bringNote(); });
bringNote();
