// The OpenID Connect provider of a development machine: real protocol (a certified library), demonstration accounts,
// no password. It refuses to start anywhere else. Roles are not here: the assignment service knows them.
//
// Environment: OIDC_PORT, OIDC_DATA (a directory for keys), OIDC_CLIENT_SECRET, OIDC_PARTNERS ({"client": "secret"}).

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { errorPage, leavingPage, leftPage, loginPage } from './pages.mjs';

const { NODE_ENV, OIDC_PORT, OIDC_DATA, OIDC_CLIENT_SECRET, OIDC_PARTNERS = '{}' } = process.env;
if (NODE_ENV !== 'development') throw new Error('ce fournisseur d’identité ne sert qu’au développement');
for (const name of ['OIDC_PORT', 'OIDC_DATA', 'OIDC_CLIENT_SECRET']) {
  if (!process.env[name]) throw new Error(`${name} manque`);
}

const ISSUER = `http://localhost:${OIDC_PORT}`;
const GATEWAY = 'greffe-gateway';
/** The resource partners ask tokens for (RFC 8707 wants a URI), and the audience the gateway expects in them. */
const API = { resource: 'urn:greffe:api', audience: 'greffe-api', scope: 'depot' };
const MINUTE = 60;
const HOUR = 60 * MINUTE;

const accounts = JSON.parse(readFileSync(new URL('accounts.json', import.meta.url), 'utf8'));
const accountOf = (sub) => accounts.find((account) => account.sub === sub);
const partners = Object.entries(JSON.parse(OIDC_PARTNERS));

/** Keys outlive a restart, so that tokens and sessions signed before it stay readable. */
function keys() {
  const path = join(OIDC_DATA, 'keys.json');
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'RS256' };
    const made = { jwks: { keys: [jwk] }, cookies: [randomBytes(32).toString('hex')] };
    writeFileSync(`${path}.next`, JSON.stringify(made), { mode: 0o600 });
    renameSync(`${path}.next`, path);
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

const { jwks, cookies } = keys();

const provider = new Provider(ISSUER, {
  jwks,
  cookies: { keys: cookies },
  clients: [
    {
      client_id: GATEWAY,
      client_secret: OIDC_CLIENT_SECRET,
      client_name: 'Greffe',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: ['http://localhost:8400/auth/callback'],
      post_logout_redirect_uris: ['http://localhost:8400/'],
    },
    ...partners.map(([client_id, client_secret]) => ({
      client_id,
      client_secret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    })),
  ],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false, // The gateway reads the name in the id_token and asks no second question.
  pkce: { required: () => true },
  ttl: { Interaction: 10 * MINUTE, Session: 10 * HOUR, Grant: 10 * HOUR, IdToken: HOUR, AccessToken: 5 * MINUTE },
  findAccount: (_, sub) => {
    const account = accountOf(sub);
    if (!account) return undefined;
    const { name, email } = account;
    return { accountId: sub, claims: () => ({ sub, name, preferred_username: sub, email, email_verified: true }) };
  },
  /** The court's own application: signing in is consent enough. */
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc;
    const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_, client) => (client.clientId === GATEWAY ? undefined : API.resource),
      getResourceServerInfo: (_, resource) => {
        if (resource !== API.resource) throw new Error(`ressource inconnue : ${resource}`);
        return { ...API, accessTokenFormat: 'jwt', accessTokenTTL: 10 * MINUTE, jwt: { sign: { alg: 'RS256' } } };
      },
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => { ctx.body = leavingPage(form); },
      postLogoutSuccessSource: (ctx) => { ctx.body = leftPage(); },
    },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  renderError: (ctx, { error, error_description }) => {
    ctx.type = 'html';
    ctx.body = errorPage(error, error_description);
  },
});

// On a development machine the gateway's port varies (tests pick free ones): any address of this machine will do.
const isLoopback = (uri) => URL.canParse(uri) && ['localhost', '127.0.0.1'].includes(new URL(uri).hostname);
provider.Client.prototype.redirectUriAllowed = isLoopback;
provider.Client.prototype.postLogoutRedirectUriAllowed = isLoopback;
provider.on('server_error', (_, error) => console.error(error));

/** Shows the demonstration accounts (GET), signs one of them in (POST `sub=…`). */
async function interaction(request, response) {
  const details = await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    let body = '';
    for await (const chunk of request) if ((body += chunk).length > 1024) throw new Error('formulaire trop long');
    const account = accountOf(new URLSearchParams(body).get('sub'));
    if (account) {
      return provider.interactionFinished(request, response, { login: { accountId: account.sub, remember: false } });
    }
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  return response.end(loginPage(details.uid, accounts));
}

const protocol = provider.callback();
const server = createServer((request, response) => {
  if (!request.url.startsWith('/interaction/')) return protocol(request, response);
  return interaction(request, response).catch((error) => {
    response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
    response.end(errorPage(error.error ?? 'erreur', error.error_description ?? error.message));
  });
});
server.listen(Number(OIDC_PORT), '127.0.0.1', () => console.log(`fournisseur d’identité de développement : ${ISSUER}`));
process.on('SIGTERM', () => server.close(() => process.exit(0)).closeAllConnections());
