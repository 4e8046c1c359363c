// A certified OpenID provider (npm oidc-provider) on a free loopback port, for the tests: client credentials, a resource indicator, JWT access tokens.
// It prints its issuer, then obeys one word a line on its input: "rotate" signs with a new key and publishes it beside the former one.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const algorithm = process.argv[2] ?? 'RS256';
const scopes = ['orders.read', 'orders.write', 'wrong.typ=JWT', 'wrong.typ=logout+jwt', 'wrong.kid=nobody', 'wrong.iss=https://another.example', 'wrong.aud=another', 'wrong.without=sub', 'wrong.without=exp', 'wrong.without=iss'];
const keys = [];
let keySetRequests = 0;

function addKey() {
  const { privateKey } = algorithm.startsWith('ES')
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  // The first key of the list that fits signs.
  keys.unshift({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: algorithm });
}

function provider(issuer) {
  return new Provider(issuer, {
    jwks: { keys: structuredClone(keys) },
    clients: [{ client_id: 'shop', client_secret: 'a-secret-of-the-test', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] }],
    ttl: { ClientCredentials: 300 },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', algorithm] },
    scopes: [...scopes],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({ scope: scopes.join(' '), audience: resource, accessTokenTTL: 300, accessTokenFormat: 'jwt', jwt: { sign: { alg: algorithm } } }),
      },
    },
    // What a wrongly configured issuer would sign, with its real key: the scope that was asked for says what is to be wrong.
    formats: {
      customizers: {
        jwt: (_, token, jwt) => {
          const [, wrong, value] = token.scope?.match(/^wrong\.(\w+)=(.*)$/) ?? [];
          if (wrong === 'typ' || wrong === 'kid') jwt.header = { ...jwt.header, [wrong]: value };
          else if (wrong === 'without') delete jwt.payload[value];
          else if (wrong) jwt.payload[wrong] = value;
        },
      },
    },
  });
}

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
addKey();
let handler = provider(issuer).callback();
server.on('request', (request, response) => {
  if (request.url === '/jwks') keySetRequests += 1;
  handler(request, response);
});

console.log(issuer);
for await (const word of createInterface({ input: process.stdin })) {
  if (word === 'rotate') {
    addKey();
    handler = provider(issuer).callback();
    console.log('rotated');
  } else if (word === 'asked') {
    console.log(keySetRequests);
  }
}
process.exit(0);
