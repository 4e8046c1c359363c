// Verifies tokens with jose, as another program would: by the key set that the issuer publishes, and with nothing else of the issuer in hand.
// In: { keySet, issuer, audience, tokens } as JSON. Out: for each token its algorithm, key id and subject, or the code of what is wrong.
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { text } from 'node:stream/consumers';

const { keySet, issuer, audience, tokens } = JSON.parse(await text(process.stdin));
const keys = createRemoteJWKSet(new URL(keySet));
const found = [];
for (const token of tokens) {
  try {
    const { protectedHeader, payload } = await jwtVerify(token, keys, { issuer, audience, typ: 'at+jwt', requiredClaims: ['exp', 'iat', 'jti', 'client_id'] });
    found.push(`${protectedHeader.alg} ${protectedHeader.kid} ${payload.sub}`);
  } catch (reason) {
    found.push(reason.code);
  }
}

console.log(JSON.stringify(found));
