// openid-client against our authorization server. In: the world of OtherClients.cs as JSON. Out: a line for each step.
import * as oidc from 'openid-client';
import { callApi, describe, readWorld, typed } from './world.mjs';

const world = await readWorld();
const issuer = new URL(world.issuer);
const options = { execute: [oidc.allowInsecureRequests], algorithm: 'oauth2' };
const as = (clientId, authentication) => oidc.discovery(issuer, clientId, undefined, authentication, options);
const machine = authentication => as(world.clientId, authentication);

const metadata = (await machine(oidc.ClientSecretBasic(world.secret))).serverMetadata();
console.log(`discovery: ${metadata.issuer === world.issuer}`);

const modify = { [oidc.modifyAssertion]: typed };
for (const [name, authentication] of [
  ['client_secret_basic', oidc.ClientSecretBasic(world.secret)],
  ['client_secret_post', oidc.ClientSecretPost(world.secret)],
  ['private_key_jwt', oidc.PrivateKeyJwt({ key: world.key, kid: world.keyId }, modify)],
  ['private_key_jwt without kid', oidc.PrivateKeyJwt(world.key, modify)],
]) {
  const { access_token } = await oidc.clientCredentialsGrant(await machine(authentication));
  console.log(`${name}: ${await callApi(world, access_token)}`);
}

const wrong = await machine(oidc.ClientSecretPost('wrong'));
console.log(`a wrong secret: ${await oidc.clientCredentialsGrant(wrong).catch(describe)}`);

const scripts = await as('blazorjwt-scripts', oidc.None());
const first = await oidc.genericGrantRequest(scripts, 'password', { username: world.user, password: world.password });
const second = await oidc.refreshTokenGrant(scripts, first.refresh_token);
console.log(`refresh: ${await callApi(world, second.access_token)}, rotated: ${first.refresh_token !== second.refresh_token}`);

const manager = await as('a manager', (_server, _client, _body, headers) => headers.set('authorization', `Bearer ${world.manager}`));
console.log(`introspection: ${(await oidc.tokenIntrospection(manager, second.access_token)).active}`);
await oidc.tokenRevocation(scripts, second.refresh_token);
console.log(`revocation: ${await callApi(world, second.access_token)}`);
console.log(`introspection after it: ${(await oidc.tokenIntrospection(manager, second.access_token)).active}`);
