// What the scripts of other people's clients have in common.
import { text } from 'node:stream/consumers';

/** Reads what the test hands over, with the private key as WebCrypto has it. */
export async function readWorld() {
  const world = JSON.parse(await text(process.stdin));
  const der = Buffer.from(world.key.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const key = await crypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  return { ...world, key };
}

/** RFC 10070 section 4: neither library writes the type by itself yet. */
export function typed(header) {
  header.typ = 'client-authentication+jwt';
}

export const callApi = async (world, token) =>
  (await fetch(`${world.issuer}/api/orders`, { headers: { authorization: `Bearer ${token}` } })).status;

/** The error that the server named. */
export const describe = reason => reason.error ?? reason.code;
