// What was typed or chosen before the circuit was up. Blazor has drawn the fields anew since, and knows nothing of it.

/** @param {Map<string, HTMLInputElement>} typed The fields as they were, which are no longer in the page. */
export function restore(typed) {
  for (const before of typed.values()) {
    const choice = before.type === 'radio' ? `[value="${CSS.escape(before.value)}"]` : '';
    const field = document.querySelector(`[name="${CSS.escape(before.name)}"]${choice}`);
    if (!field || field.type === 'hidden') continue;
    if (field.matches('[type=radio], [type=checkbox]')) field.checked = before.checked; else field.value = before.value;
    // A password is not for the circuit.
    if (field.type !== 'password') for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }));
  }
}
