// A hostile script, as a compromised package would bring it into the page. It runs with the page's own rights and copies every
// token it can reach. This one hands its loot to the page that loaded it and sends nothing anywhere.

const tokens = text => [...new Set(text.match(/ey[\w-]{10,}\.[\w-]{10,}\.[\w-]{20,}/g) ?? [])].slice(0, 5);

const entries = storage => Object.keys(storage).map(key => [key, storage.getItem(key)]);

const places = {
  localStorage: () => entries(localStorage),
  sessionStorage: () => entries(sessionStorage),
  'document.cookie': () => document.cookie.split('; ').filter(Boolean).map(cookie => cookie.split('=', 2)),
  page: () => [['text', document.documentElement.textContent], ...[...document.querySelectorAll('input')].map(field => [field.name, field.value])],
};

/** Looks into every place a script can look into. */
export function steal() {
  return Object.entries(places).map(([place, look]) => {
    const started = performance.now();
    const found = look();
    return {
      place,
      tokens: tokens(found.map(([, value]) => value).join('\n')),
      names: place === 'page' ? [] : found.map(([name]) => name).slice(0, 10),
      milliseconds: performance.now() - started,
    };
  });
}
