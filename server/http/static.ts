import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nonceOf } from './nonce.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.pbf': 'application/x-protobuf',
}
const TEXT = /^(text|application\/(json|manifest)|image\/svg)/

/** What the build leaves for the nonce of an answer (vite.config.ts). */
const NONCE = '__CSP_NONCE__'

/** Addresses that the browser program itself understands: all are answered with its one page. */
const DESKS = ['/wall', '/wall/*', '/analysis', '/analysis/*', '/feeds', '/feeds/*', '/admin', '/admin/*']
const DOORS = ['/sign-in', '/setup', '/invitation', '/account', '/account/*', '/screen']
const PAGES = ['/', ...DESKS, ...DOORS]

interface Asset {
  body: Buffer
  packed: () => Promise<Buffer> | null
  type: string
  etag: string
  cache: string
}

/**
 * The browser program, file by file from the build's own list: no request path is ever joined to a folder, so there is
 * nothing to climb out of. Source maps and dot files are left out.
 */
export async function serveClient(app: FastifyInstance, folder: string): Promise<void> {
  for (const name of listFiles(folder)) {
    const asset = readAsset(folder, name)
    if (name === 'index.html') {
      for (const page of PAGES) servePage(app, page, asset.body.toString('utf8').split(NONCE))
    } else {
      serve(app, `/${name}`, asset)
    }
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((name) => TYPES[extname(name)] !== undefined && !/(^|\/)\./.test(name) && !/[:*]/.test(name))
}

function readAsset(folder: string, name: string): Asset {
  const body = readFileSync(join(folder, name))
  const type = TYPES[extname(name)] ?? 'application/octet-stream'
  let packed: Promise<Buffer> | null = null
  return {
    body,
    type,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    cache: name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    packed: () => {
      if (!TEXT.test(type) || body.length < 1024) return null
      packed ??= promisify(gzip)(body)
      return packed
    },
  }
}

function serve(app: FastifyInstance, url: string, asset: Asset): void {
  app.get(url, { config: { policy: 'open' }, schema: { hide: true } }, (request, reply) => send(asset, request, reply))
}

/** The page with a nonce of its own: it is never kept, since its scripts run under no other. */
function servePage(app: FastifyInstance, url: string, parts: readonly string[]): void {
  app.get(url, { config: { policy: 'open' }, schema: { hide: true } }, async (_, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(parts.join(nonceOf(reply.raw))),
  )
}

async function send(asset: Asset, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply
    .header('etag', asset.etag)
    .header('cache-control', asset.cache)
    .header('vary', 'accept-encoding')
    .type(asset.type)
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
  const packed = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? await asset.packed() : null
  return packed ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(asset.body)
}
