// A drawer is a modal dialog: the browser keeps focus and screen readers in it, and Escape closes it.
export function show(dialog) {
  dialog.showModal();
  dialog.querySelector('h2').focus();
}
