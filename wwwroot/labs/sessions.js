// The browser's end of the two lanes: a circuit can't set a cookie, so the page fetches what sets one. No credential comes here: each
// lies in an HttpOnly cookie that the browser sends to its own lane.

const post = (path, proof) => fetch(path, { method: 'POST', headers: { RequestVerificationToken: proof } }).then(answer => answer.status);

/** Signs the lab's person in both ways. */
export const signIn = proof => post('/labs/sessions/sign-in', proof);

/** Signs out of one lane. */
export const signOut = (lane, proof) => post(`${lane}/sign-out`, proof);

/** Asks one lane who is there, with the cookie that the browser adds by itself. */
export const ask = lane => fetch(lane, { cache: 'no-store' }).then(answer => answer.status);
