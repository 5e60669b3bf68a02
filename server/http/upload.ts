import { PassThrough, type Readable } from 'node:stream'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { refusal } from '../errors.ts'

/** How much of a refused upload is read to its end, so that the sender gets to hear why. */
const MAX_DRAIN = 64 * 1024 * 1024
const MAX_DRAIN_MS = 10_000

/** A file on its way in, and what the form holds after it. */
export interface FormFile {
  name: string
  stream: Readable
  rest: () => Promise<void>
}

/**
 * Streams the one file of a form to `take`. Nothing is kept in memory; a refused file is read on for a while and thrown away.
 *
 * @throws IOC_NO_FILE (422), IOC_MULTIPART_LIMIT (413), and whatever `take` refuses
 */
export async function receiveForm<T>(request: FastifyRequest, take: (form: FormFile) => Promise<T>): Promise<T> {
  const parts = request.parts()
  const part = await nextFile(parts).catch(explain)
  if (!part) throw refusal('IOC_NO_FILE')
  try {
    return await take({ name: part.filename, stream: detached(part.file), rest: () => readRest(parts) })
  } catch (error) {
    await drain(part.file)
    throw error
  }
}

async function nextFile(parts: AsyncIterableIterator<Multipart>): Promise<MultipartFile | null> {
  for (;;) {
    const { value, done } = await parts.next()
    if (done) return null
    refuseCut(value)
    if (value.type !== 'file') continue
    if (value.fieldname === 'file') return value
    value.file.resume()
    throw refusal('IOC_NO_FILE')
  }
}

async function readRest(parts: AsyncIterableIterator<Multipart>): Promise<void> {
  for (;;) {
    const { value, done } = await parts.next()
    if (done) return
    refuseCut(value)
    if (value.type === 'file') {
      value.file.resume()
      throw refusal('IOC_MULTIPART_LIMIT')
    }
  }
}

/** What the reader of forms says of a form without, or with another, boundary: plain errors without a code. */
const MALFORMED =
  /^(Multipart: Boundary not found|Malformed |Unexpected end of (form|multipart data)|Part terminated early)/

function explain(error: unknown): never {
  throw error instanceof Error && MALFORMED.test(error.message) ? refusal('IOC_BAD_REQUEST') : error
}

/** A field that is too long comes cut, without a word. */
function refuseCut(part: Multipart): void {
  if (part.type === 'field' && (part.valueTruncated || part.fieldnameTruncated)) throw refusal('IOC_MULTIPART_LIMIT')
}

/** The same bytes under a stream of their own: whoever reads it may end it without breaking the form. */
function detached(file: Readable): Readable {
  const copy = new PassThrough()
  // A sender may go away before anybody reads: whoever then begins to hears of it. Unheard, an error would end the program.
  copy.on('error', () => {})
  file.once('error', (error) => copy.destroy(error))
  file.once('close', () => {
    if (!file.readableEnded) copy.destroy(new Error('the upload broke off'))
  })
  return file.pipe(copy)
}

async function drain(file: Readable): Promise<void> {
  if (file.destroyed || file.readableEnded) return
  let left = MAX_DRAIN
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, MAX_DRAIN_MS)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    file.on('data', (chunk: Buffer) => {
      left -= chunk.length
      if (left < 0) end()
    })
    file.once('close', end)
    file.once('end', end)
    file.resume()
  })
}
