// The same endpoint as in HostedWays.cs, in Fastify: open, behind its JWT plugin, and behind the plugin with its own cache.
// It prints a line for each, name and address, and ends with its standard input.
import Fastify from 'fastify';
import jwt from '@fastify/jwt';

const { KEY, ISSUER, AUDIENCE } = process.env;

async function serve(name, verify) {
  const app = Fastify();
  if (verify) {
    await app.register(jwt, { secret: { public: KEY }, verify: { algorithms: ['ES256'], allowedIss: ISSUER, allowedAud: AUDIENCE, ...verify } });
  }

  app.get('/', verify ? { onRequest: request => request.jwtVerify() } : {}, async () => 'ok');
  console.log(`${name}\t${await app.listen({ host: '127.0.0.1', port: 0 })}`);
}

await serve('Fastify, open endpoint');
await serve('Fastify, @fastify/jwt', {});
await serve('Fastify, @fastify/jwt with its cache', { cache: true });
console.log('ready');
process.stdin.on('end', () => process.exit()).resume();
