import { type Limits, USUAL } from '../limits.ts'

/** How deep a body may nest, how many names an object and how many bytes a text in it may have. */
export type JsonLimits = Pick<Limits, 'bodyDepth' | 'bodyNames' | 'bodyTextBytes'>

/** What is wrong with a JSON body, and at which character. */
export class BadJson extends Error {
  override name = 'BadJson'
  readonly code = 'IOC_BAD_JSON'
  readonly statusCode = 400
}

/**
 * The text of a body, looked through before it is parsed: UTF-8 without a mark, no deeper and no wider than its
 * limits, no name twice in one object. The parser behind it would take the last of two equal names without a word.
 *
 * @throws BadJson
 */
export function readJsonText(body: Buffer, limits: JsonLimits = USUAL): string {
  const text = decode(body)
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') {
      if (open.length === limits.bodyDepth)
        throw new BadJson(`nested deeper than ${limits.bodyDepth} at character ${at + 1}`)
      open.push(char === '{' ? new Set() : null)
    } else if (char === '}' || char === ']') {
      open.pop()
    } else if (char === '"') {
      const end = endOfString(text, at)
      checkLength(text.slice(at + 1, end - 1), limits.bodyTextBytes, at)
      const names = open.at(-1)
      if (names && isName(text, end)) addName(names, text.slice(at, end), at, limits.bodyNames)
      at = end - 1
    }
  }
  return text
}

function decode(body: Buffer): string {
  if (body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) throw new BadJson('begins with a byte order mark')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new BadJson('not valid UTF-8')
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  throw new BadJson(`a text that begins at character ${start + 1} does not end`)
}

function checkLength(quoted: string, most: number, at: number): void {
  // No character takes more than three bytes for each of its UTF-16 units.
  if (quoted.length * 3 > most && Buffer.byteLength(quoted) > most)
    throw new BadJson(`a text is longer than ${most} bytes, at character ${at + 1}`)
}

function isName(text: string, end: number): boolean {
  let at = end
  while (at < text.length && ' \t\n\r'.includes(text[at] ?? '')) at++
  return text[at] === ':'
}

function addName(names: Set<string>, quoted: string, at: number, most: number): void {
  const name = quoted.includes('\\') ? unescaped(quoted, at) : quoted.slice(1, -1)
  if (names.has(name))
    throw new BadJson(`the name "${name.slice(0, 64)}" stands twice in one object, at character ${at + 1}`)
  if (names.size === most) throw new BadJson(`an object has more than ${most} names, at character ${at + 1}`)
  names.add(name)
}

function unescaped(quoted: string, at: number): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    throw new BadJson(`a name is not written as JSON, at character ${at + 1}`)
  }
}
