// The browser's part of the sign-in methods: a circuit can't set a cookie, so the page fetches what sets one. This script sees no credential:
// each is in an HttpOnly cookie that the browser sends to the path of its own method.

const post = (path, proof) => fetch(path, { method: 'POST', headers: { RequestVerificationToken: proof } }).then(answer => answer.status);

/** Signs the lab's person in by every method. */
export const signIn = proof => post('/labs/sessions/sign-in', proof);

/** Signs out of one. */
export const signOut = (method, proof) => post(`${method}/sign-out`, proof);

/** Asks one who is signed in, with the cookie that the browser adds automatically. */
export const ask = method => fetch(method, { cache: 'no-store' }).then(answer => answer.status);
