import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { guessUtf16, readMark } from './encoding.ts'
import { checkFeatures, readGeojson } from './geojson.ts'
import { collectKeys, readJson } from './json.ts'
import { readItems } from './json-items.ts'
import type { ReadLimits } from './limits.ts'
import { type RawFile, UnreadableFile } from './raw.ts'
import { firstInvalidByte } from './utf8.ts'

const HEAD_BYTES = 64 * 1024

/** The first signs of JSON are ASCII: UTF-16 without its mark needs no question here. */
function decode(bytes: Buffer): string {
  const guessed = { name: guessUtf16(bytes.subarray(0, HEAD_BYTES)) ?? ('utf-8' as const), markBytes: 0 }
  const { name, markBytes } = readMark(bytes) ?? guessed
  const body = bytes.subarray(markBytes)
  if (name === 'utf-8') {
    if (!isUtf8(body)) throw new UnreadableFile('IOC_TEXT_NOT_UTF8', 422, { byte: markBytes + firstInvalidByte(body) })
    return body.toString('utf8')
  }
  try {
    return new TextDecoder(name, { fatal: true }).decode(body)
  } catch {
    throw new UnreadableFile('IOC_TEXT_NOT_UTF16', 422)
  }
}

/** Whether the outer object says that it is GeoJSON. Reads the whole text once. */
function isGeojson(text: string, limits: ReadLimits): boolean {
  const items = readItems(text, limits)
  let step = items.next()
  while (!step.done) step = items.next()
  const type = step.value.members.get('type')
  return type === 'FeatureCollection' || type === 'Feature'
}

/** Opens a JSON text as GeoJSON or as rows, whichever it says it is. @throws UnreadableFile */
export async function openJson(
  handle: FileHandle,
  size: number,
  limits: ReadLimits,
): Promise<{ kind: 'json' | 'geojson'; file: RawFile }> {
  const bytes = await handle.readFile()
  await handle.close()
  const text = decode(bytes)
  if (!isGeojson(text, limits)) {
    return { kind: 'json', file: readJson(text, collectKeys(text, limits), limits) }
  }
  if (size > limits.geojsonBytes) {
    throw new UnreadableFile('IOC_FILE_TOO_LARGE', 413, { size, limit: limits.geojsonBytes })
  }
  return { kind: 'geojson', file: readGeojson(text, checkFeatures(text, limits), limits) }
}
