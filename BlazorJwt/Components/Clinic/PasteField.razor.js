// Tells the page each time the text of the field changes. As a stream: a log is longer than one message of the hub may be.
export function watch(field, page, most) {
  let sending = false, changed = false;
  async function send() {
    changed = true;
    if (sending) return;
    sending = true;
    try {
      while (changed) {
        changed = false;
        const text = field.value;
        const bytes = new TextEncoder().encode(text.slice(0, most));
        await page.invokeMethodAsync('ReadAsync', text.length, bytes.length ? DotNet.createJSStreamReference(bytes) : null);
      }
    } finally {
      sending = false;
    }
  }
  field.addEventListener('input', send);
}

export function clear(field) {
  field.value = '';
  field.dispatchEvent(new Event('input'));
}
