// The browser's end of the experiment: BrowserFetch.cs calls it.

const running = new Map();

/**
 * Sends a request as the script of a page does, and reads the answer to its end. Without cookies, so that the Authorization header stands for
 * itself; or with them and without that header, so that the browser adds the cookie that no script can read.
 */
export async function send(id, path, method, headers, body, withCookie, patience) {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const answer = await fetch(path, {
      method, headers, body: body ?? undefined, credentials: withCookie ? 'same-origin' : 'omit', cache: 'no-store', redirect: 'error',
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(patience)]),
    });
    return { status: answer.status, body: (await answer.text()).slice(0, 65536) };
  } catch (reason) {
    return { error: reason.name };
  } finally {
    running.delete(id);
  }
}

/** Ends a request that nobody waits for any more. */
export const cancel = id => running.get(id)?.abort();
