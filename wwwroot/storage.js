// The places of the lesson "Keep it safe", for the server to reach: Storage/LocalStoragePlace.cs.

export const put = (key, token) => localStorage.setItem(key, token);

export const remove = key => localStorage.removeItem(key);

/** A request as a page sends it by default. No Authorization header: the browser adds what it adds by itself. */
export async function sendPlainRequest(path) {
  const response = await fetch(path, { cache: 'no-store' });
  return response.status;
}
