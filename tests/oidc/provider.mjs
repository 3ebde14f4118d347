// A real OpenID provider on this machine (oidc-provider), for the tests.
//
// Started as `node provider.mjs CLIENTS`, where CLIENTS is JSON. It prints its issuer when it
// listens. People log in by saying who they are. POST /control changes what it knows of them
// and what is wrong with the ID tokens it issues: they are signed anew, by its own key, after
// oidc-provider has made them, and travel the ordinary way.
import { createServer } from 'node:http';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair, importJWK } from 'jose';
import { Provider } from 'oidc-provider';

const KEY_ID = 'the-key';
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
const { privateKey: strangeKey } = await generateKeyPair('RS256');

let people = {};
let flaw = '';
let claimsIn = 'userinfo';

const FLAWS = {
  audience: (claims) => ({ ...claims, aud: 'somebody-else' }),
  audiences: (claims) => ({ ...claims, aud: [claims.aud, 'somebody-else'], azp: 'somebody-else' }),
  expired: (claims) => ({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }),
  issuer: (claims) => ({ ...claims, iss: 'https://login.somebody-else.example' }),
  nonce: (claims) => ({ ...claims, nonce: 'one-from-another-log-in' }),
  subject: (claims) => ({ ...claims, sub: 'somebody-else' }),
  'no-expiry': ({ exp, ...claims }) => claims,
  signature: (claims) => claims,
  unsigned: (claims) => claims,
  'signed-with-secret': (claims) => claims,
};

async function spoilt(idToken, secret) {
  const claims = FLAWS[flaw](decodeJwt(idToken));
  if (flaw === 'unsigned') {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
  }
  if (flaw === 'signed-with-secret') {
    const key = new TextEncoder().encode(secret);
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: KEY_ID }).sign(key);
  }
  const key = flaw === 'signature' ? strangeKey : await importJWK(jwk, 'RS256');
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KEY_ID }).sign(key);
}

function made(issuer, clients) {
  const provider = new Provider(issuer, {
    clients,
    jwks: { keys: [jwk] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource },
    },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    // Whoever logs in has said yes to what the client asks for.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  // The tests' own sites are on this machine, on ports nobody knows beforehand.
  const ours = (uri, end) => uri.startsWith('http://localhost:') && uri.endsWith(end);
  provider.Client.prototype.redirectUriAllowed = (uri) => ours(uri, '/callback/');
  provider.Client.prototype.postLogoutRedirectUriAllowed = (uri) => ours(uri, '/account/login/');
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'token' && ctx.body?.id_token) {
      if (claimsIn === 'id_token') ctx.body.id_token = await withClaims(ctx.body.id_token);
      if (flaw) ctx.body.id_token = await spoilt(ctx.body.id_token, ctx.oidc.client.clientSecret);
    }
  });
  return provider;
}

async function withClaims(idToken) {
  const claims = decodeJwt(idToken);
  const key = await importJWK(jwk, 'RS256');
  const all = { ...claims, ...people[claims.sub] };
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: KEY_ID }).sign(key);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

const page = (text) => `<!doctype html><html lang="da"><meta charset="utf-8"><title>Prøve</title>
<main><h1>Prøveudbyder</h1>${text}</main></html>`;

// Its own page fetches a typeface from far away.
function logoutSource(ctx, form) {
  ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Log ud</button>`);
}

async function interaction(provider, request, response) {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page('<form method="post"><label>Hvem er du? <input name="login"></label><button>Log ind</button></form>'));
    return;
  }
  const form = new URLSearchParams(await bodyOf(request));
  const result = form.has('login')
    ? { login: { accountId: form.get('login') } }
    : { error: 'access_denied', error_description: 'The person went back.' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = made(issuer, JSON.parse(process.argv[2]));
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (request.url === '/control') {
      ({ people = people, flaw = '', claimsIn = 'userinfo' } = JSON.parse(await bodyOf(request)));
      response.end();
    } else if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
    } else if (request.url.startsWith('/interaction/')) {
      await interaction(provider, request, response);
    } else {
      await answer(request, response);
    }
  });
  console.log(issuer);
});
// Gone when the test that started it is: its standard input closes then.
process.stdin.on('end', () => process.exit()).resume();
