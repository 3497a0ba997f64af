// The certified oidc-provider with one client, for the sign-in tests. Configuration comes as JSON on the first line of
// standard input; the process ends with that stream. POST /control spoils the next id token, rotates the keys, or both.
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { exportJWK, generateKeyPair, SignJWT, decodeJwt, importJWK } from 'jose'
import Provider from 'oidc-provider'

const people = {
  alice: { name: 'Alice Åberg', email: 'alice@tenant.example', email_verified: true, preferred_username: 'alice' },
  bob: { name: 'Bob Brown', email: 'bob@tenant.example', email_verified: true, preferred_username: 'bob' },
}
let counter = 0
let spoil = null
let keys
let current

async function newKeys(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return [{ ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `key-${++counter}` }]
}

function base64(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

async function spoilt(token, how) {
  const claims = { ...decodeJwt(token), ...how.claims }
  for (const name of how.without ?? []) delete claims[name]
  if (how.unsigned) return `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`
  const [own] = keys
  const jwk = how.stranger ? { ...(await newKeys(own.alg))[0], kid: own.kid } : own
  return new SignJWT(claims)
    .setProtectedHeader({ alg: own.alg, kid: jwk.kid, ...how.header })
    .sign(await importJWK(jwk, own.alg), { crit: { 'urn:unknown': true } })
}

function made(settings) {
  const provider = new Provider(settings.issuer, {
    clients: [{
      client_id: settings.client_id,
      client_secret: settings.client_secret,
      redirect_uris: [`${settings.origin}/auth/callback`],
      post_logout_redirect_uris: [`${settings.origin}/`],
      token_endpoint_auth_method: settings.authentication,
      id_token_signed_response_alg: settings.algorithm,
    }],
    jwks: { keys },
    enabledJWA: { idTokenSigningAlgValues: [settings.algorithm] },
    cookies: { keys: ['for tests only'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: settings.conform,
    pkce: { required: () => true },
    ttl: { AuthorizationCode: settings.code_seconds, Interaction: 600, Session: 600, Grant: 600, IdToken: 300, AccessToken: 300 },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  })
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.oidc?.route === 'userinfo' && settings.userinfo) {
      if (settings.userinfo.status) ctx.throw(settings.userinfo.status)
      ctx.body = { ...ctx.body, ...settings.userinfo }
    }
    if (ctx.oidc?.route === 'token' && spoil && ctx.body.id_token) {
      ctx.body.id_token = await spoilt(ctx.body.id_token, spoil)
      spoil = null
    }
  })
  return provider.callback()
}

async function body(request) {
  let text = ''
  for await (const part of request) text += part
  return JSON.parse(text || '{}')
}

async function start(settings) {
  keys = await newKeys(settings.algorithm)
  current = made(settings)
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/control') return current(request, response)
    const asked = await body(request)
    Object.assign(settings, asked.settings)
    if (asked.rotate) keys = await newKeys(settings.algorithm)
    if (asked.rotate || asked.settings) current = made(settings)
    spoil = asked.spoil ?? null
    return response.end('done')
  })
  server.listen(settings.port, '127.0.0.1', () => console.log('ready'))
}

const lines = createInterface({ input: process.stdin })
lines.once('line', (line) => start(JSON.parse(line)))
lines.once('close', () => process.exit(0))
