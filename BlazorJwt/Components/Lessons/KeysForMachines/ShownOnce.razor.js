/** Hands a JSON text to the visitor as a file. It never goes into an address: the browser is given the bytes. */
export function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
