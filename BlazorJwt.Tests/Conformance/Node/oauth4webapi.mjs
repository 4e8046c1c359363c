// oauth4webapi against our authorization server. In: the world of OtherClients.cs as JSON. Out: a line for each step.
import * as oauth from 'oauth4webapi';
import { callApi, describe, readWorld, typed } from './world.mjs';

const world = await readWorld();
const options = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(world.issuer);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' }));
console.log(`discovery: ${server.issuer === world.issuer}`);

const machine = { client_id: world.clientId };
const askFor = async authentication => oauth.processClientCredentialsResponse(
  server, machine, await oauth.clientCredentialsGrantRequest(server, machine, authentication, {}, options));

const modify = { [oauth.modifyAssertion]: typed };
for (const [name, authentication] of [
  ['client_secret_basic', oauth.ClientSecretBasic(world.secret)],
  ['client_secret_post', oauth.ClientSecretPost(world.secret)],
  ['private_key_jwt', oauth.PrivateKeyJwt({ key: world.key, kid: world.keyId }, modify)],
  ['private_key_jwt without kid', oauth.PrivateKeyJwt(world.key, modify)],
]) {
  console.log(`${name}: ${await callApi(world, (await askFor(authentication)).access_token)}`);
}

console.log(`a wrong secret: ${await askFor(oauth.ClientSecretPost('wrong')).catch(describe)}`);

const scripts = { client_id: 'blazorjwt-scripts' };
const first = await oauth.processGenericTokenEndpointResponse(server, scripts, await oauth.genericTokenEndpointRequest(
  server, scripts, oauth.None(), 'password', { username: world.user, password: world.password }, options));
const second = await oauth.processRefreshTokenResponse(
  server, scripts, await oauth.refreshTokenGrantRequest(server, scripts, oauth.None(), first.refresh_token, options));
console.log(`refresh: ${await callApi(world, second.access_token)}, rotated: ${first.refresh_token !== second.refresh_token}`);

const bearer = (_server, _client, _body, headers) => headers.set('authorization', `Bearer ${world.manager}`);
const isActive = async () => (await oauth.processIntrospectionResponse(
  server, scripts, await oauth.introspectionRequest(server, scripts, bearer, second.access_token, options))).active;
console.log(`introspection: ${await isActive()}`);
await oauth.processRevocationResponse(await oauth.revocationRequest(server, scripts, oauth.None(), second.refresh_token, options));
console.log(`revocation: ${await callApi(world, second.access_token)}`);
console.log(`introspection after it: ${await isActive()}`);
