// What httpyac makes of the names in requests.http, with the hook of .httpyac.js: it evaluates them as JavaScript.
// Out: the expressions that give no text.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';

const top = new URL('../../../', import.meta.url);
let hook;
createRequire(top)('./.httpyac.js').configureHooks({ hooks: { onResponse: { addHook: (_name, added) => { hook = added; } } } });

const file = readFileSync(new URL('requests.http', top), 'utf8');
const answers = {};
for (const [, name] of file.matchAll(/^# @name (\w+)$/gm)) {
  answers[name] = { access_token: 'a token', refresh_token: 'another' };
  hook({ parsedBody: answers[name] });
}

const used = [...file.matchAll(/\{\{(\w+\.[^}]+)\}\}/g)].map(([, expression]) => expression);
console.log(`${used.length > 20}, wrong: ${used.filter(expression => typeof runInNewContext(expression, answers) !== 'string')}`);
