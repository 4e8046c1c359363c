// Verifies tokens with jose, each by a key set that is given as text.
// In: [{ keySet, token, algorithms }] as JSON. Out: for each "accepted", or the code or name of what is wrong.
import { createLocalJWKSet, jwtVerify } from 'jose';
import { text } from 'node:stream/consumers';

const found = [];
for (const { keySet, token, algorithms } of JSON.parse(await text(process.stdin))) {
  try {
    await jwtVerify(token, createLocalJWKSet(JSON.parse(keySet)), { algorithms });
    found.push('accepted');
  } catch (reason) {
    found.push(String(reason.code ?? reason.name));
  }
}

console.log(JSON.stringify(found));
