import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { Readable } from 'node:stream'
import createError from '@fastify/error'
import type { Sealed } from './intake.ts'
import { MASK, maskNumbers } from './personal.ts'
import { isPersonLabel } from './personal-names.ts'
import { READ_LIMITS, type ReadLimits } from './read/limits.ts'

/** More bytes than files of its kind may have; nothing of it was kept. */
export const FileTooLarge = createError<[number]>('IOC_FILE_TOO_LARGE', 'The file is larger than %s bytes', 413)

/** No bytes at all. */
export const FileEmpty = createError('IOC_FILE_EMPTY', 'The file is empty', 422)

const LABEL_CHARS = 200

/** The officer's name for a file as a harmless label: no folders, control characters or reversed reading order, at most 200 characters. */
export function toLabel(name: string): string {
  const last =
    name
      .normalize('NFC')
      .replaceAll(/%(2f|5c)/gi, '/')
      .split(/[/\\]/)
      .at(-1) ?? ''
  const clean = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replaceAll(/["<>|:*?]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const label = [...maskLabel(clean)].slice(0, LABEL_CHARS).join('').trim()
  return /^\.*$/.test(label) ? 'tep' : label
}

/** A label that names a person or holds his numbers is masked; what the file is called otherwise stays. */
function maskLabel(name: string): string {
  const { name: stem, ext } = parse(name)
  if (isPersonLabel(stem)) return `${MASK}${ext}`
  const spaced = name.replaceAll('_', ' ')
  const masked = maskNumbers(spaced)
  return masked === spaced ? name : masked
}

/** The size allowed for a file that begins like this. Content decides, never the name; the reader looks closer later. */
function limitFor(head: Buffer, limits: ReadLimits): number {
  if (head.subarray(0, 3).toString('latin1') === 'PK\u0003') return limits.xlsxBytes
  const text = head
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (!text.startsWith('{') && !text.startsWith('[')) return limits.csvBytes
  return /"FeatureCollection"/.test(text) ? limits.geojsonBytes : limits.jsonBytes
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function write(
  stream: Readable,
  file: FileHandle,
  limits: ReadLimits,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  let limit: number | null = null
  for await (const piece of stream) {
    const chunk = Buffer.from(piece)
    if (chunk.length === 0) continue
    limit ??= limitFor(chunk, limits)
    size += chunk.length
    if (size > limit) throw new FileTooLarge(limit)
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  if (size === 0) throw new FileEmpty()
  await file.sync()
  return { sha256: hash.digest('hex'), size }
}

/**
 * Writes a delivery to a file named by its content and flushes file and folder to disk: what is acknowledged after this is there
 * after a power cut. A stream that breaks off, is too long or empty leaves nothing behind.
 *
 * @param placing - runs the moment in which the bytes get their name, so that it can be kept apart from their removal
 * @throws FileTooLarge (413), FileEmpty (422), and whatever ended the stream
 */
export async function sealFile(
  stream: Readable,
  name: string,
  inboxDir: string,
  limits: ReadLimits = READ_LIMITS,
  placing: (sha256: string, place: () => Promise<void>) => Promise<void> = (_, place) => place(),
): Promise<Sealed> {
  await mkdir(inboxDir, { recursive: true })
  const draft = join(inboxDir, `${randomUUID()}.part`)
  const file = await open(draft, 'wx', 0o600)
  try {
    const { sha256, size } = await write(stream, file, limits)
    await file.close()
    const path = join(inboxDir, sha256)
    await placing(sha256, async () => {
      await rename(draft, path)
      await syncFolder(inboxDir)
    })
    return { sha256, size, name: toLabel(name), path }
  } catch (error) {
    await file.close()
    await rm(draft, { force: true })
    throw error
  }
}

/** Removes the sealed bytes. Removing what is not there is no error. */
export async function dropSealed(sha256: string, inboxDir: string): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a sha256')
  await rm(join(inboxDir, sha256), { force: true })
  await syncFolder(inboxDir)
}

/** Removes what deliveries left behind that a crash cut off. For the start of the server, before anything is received. */
export async function clearDrafts(inboxDir: string): Promise<void> {
  await mkdir(inboxDir, { recursive: true })
  const drafts = (await readdir(inboxDir)).filter((name) => name.endsWith('.part'))
  for (const draft of drafts) await rm(join(inboxDir, draft), { force: true })
}
