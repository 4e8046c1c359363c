/** Puts a text on the clipboard. False where the browser does not allow it: without HTTPS there is no clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
