// A small API in Express that takes our access tokens, by express-oauth2-jwt-bearer and our metadata alone.
// In: the world of OtherClients.cs as JSON. Out: a line for each step.
import express from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { readWorld } from './world.mjs';

const world = await readWorld();
const api = express();
api.use(auth({ issuerBaseURL: world.issuer, audience: 'blazorjwt-api', tokenSigningAlg: 'ES256', strict: true }));
api.get('/me', (request, response) => response.send(request.auth.payload.sub));
api.get('/orders', requiredScopes('orders.read'), (_request, response) => response.send('read'));
api.get('/write', requiredScopes('orders.write'), (_request, response) => response.send('written'));
api.use((reason, _request, response, _next) => response.status(reason.status ?? 500).send(reason.code ?? 'none'));

const server = api.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const ask = async (path, token) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
    return `${answer.status} ${await answer.text()}`;
  };
  const [header, , signature] = world.token.split('.');
  const claims = JSON.parse(Buffer.from(world.token.split('.')[1], 'base64url'));
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'mira' })).toString('base64url');

  console.log(`our token: ${await ask('/me', world.token)}`);
  console.log(`its scope: ${await ask('/orders', world.token)}`);
  console.log(`another scope: ${await ask('/write', world.token)}`);
  console.log(`a changed token: ${await ask('/me', `${header}.${changed}.${signature}`)}`);
  console.log(`no token: ${await ask('/me')}`);
  server.close();
});
