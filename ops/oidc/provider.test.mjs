// The whole of a sign-in and of a partner's request, against the real provider.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const SECRET = 'secret-of-the-gateway';
const REDIRECT = 'http://localhost:8400/auth/callback';
let base, child, data;

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'oidc-'));
  const port = await freePort();
  base = `http://localhost:${port}`;
  const env = {
    ...process.env, NODE_ENV: 'development', OIDC_PORT: port, OIDC_DATA: data, OIDC_CLIENT_SECRET: SECRET,
    OIDC_PARTNERS: JSON.stringify({ 'partenaire-martin': 'secret-of-martin' }),
  };
  child = spawn(process.execPath, [new URL('provider.mjs', import.meta.url).pathname], { env });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', (code) => reject(new Error(`the provider left with ${code}`)));
  });
});

after(() => {
  child.kill();
  rmSync(data, { recursive: true });
});

const basic = (id, secret) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
const token = (headers, parameters) =>
  fetch(`${base}/token`, { method: 'POST', headers, body: new URLSearchParams(parameters) });

/** A browser small enough: follows redirections by hand and keeps cookies. */
function browser() {
  const jar = new Map();
  return async (url, options = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(url, base), { redirect: 'manual', ...options, headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split('=');
      jar.set(name, value);
    }
    return answer;
  };
}

test('a person signs in with the code flow and PKCE, and the id_token names them', async () => {
  const go = browser();
  const verifier = randomBytes(32).toString('base64url');
  const parameters = new URLSearchParams({
    client_id: 'greffe-gateway', response_type: 'code', scope: 'openid profile email', redirect_uri: REDIRECT,
    state: 's', nonce: 'n', code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const start = await go(`/auth?${parameters}`);
  const login = start.headers.get('location');
  assert.match(await (await go(login)).text(), /Anne Delorme/);
  const signedIn = await go(login, { method: 'POST', body: new URLSearchParams({ sub: 'greffe.central' }) });
  const back = await go(signedIn.headers.get('location'));
  const returned = new URL(back.headers.get('location'));
  assert.equal(returned.origin + returned.pathname, REDIRECT);
  const answer = await token(basic('greffe-gateway', SECRET), {
    grant_type: 'authorization_code', code: returned.searchParams.get('code'), redirect_uri: REDIRECT,
    code_verifier: verifier,
  });
  const { id_token } = await answer.json();
  const { sub, name, nonce } = claims(id_token);
  assert.deepEqual({ sub, name, nonce }, { sub: 'greffe.central', name: 'Anne Delorme', nonce: 'n' });
});

test('without PKCE nobody signs in', async () => {
  const parameters = new URLSearchParams({
    client_id: 'greffe-gateway', response_type: 'code', scope: 'openid', redirect_uri: REDIRECT,
  });
  const answer = await fetch(`${base}/auth?${parameters}`, { redirect: 'manual' });
  assert.match(answer.headers.get('location'), /error=invalid_request/);
});

test('a redirection out of this machine is refused', async () => {
  const parameters = new URLSearchParams({
    client_id: 'greffe-gateway', response_type: 'code', scope: 'openid', redirect_uri: 'https://ailleurs.example/',
  });
  assert.equal((await fetch(`${base}/auth?${parameters}`, { redirect: 'manual' })).status, 400);
});

test('a partner gets a signed access token for the API alone', async () => {
  const ask = (secret) =>
    token(basic('partenaire-martin', secret), { grant_type: 'client_credentials', scope: 'depot' });
  const { access_token } = await (await ask('secret-of-martin')).json();
  const { aud, client_id, scope, iss } = claims(access_token);
  assert.deepEqual({ aud, client_id, scope, iss },
    { aud: 'greffe-api', client_id: 'partenaire-martin', scope: 'depot', iss: base });
  assert.equal((await ask('another')).status, 401);
});
