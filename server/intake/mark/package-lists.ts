import { posix } from 'node:path'
import type { Zip } from '../read/zip.ts'
import { attributeOf, escapeXml, MarkupCutter, opened, prefixOf, tagOf } from './markup.ts'
import { textOf } from './rewriting.ts'

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Where one part of a workbook leads to. */
export interface Relation {
  id: string
  /** The last word of its type, for example `comments`. */
  type: string
  part: string
}

/** The namespace of relations that goes with a sheet's own: the strict one or the transitional one. */
export function officeOf(namespace: string): string {
  return namespace.startsWith('http://purl.oclc.org/') ? STRICT_OFFICE : OFFICE
}

/** The part that holds the relations of another. */
export function relationsPart(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)
}

/** What a part leads to inside its workbook; none where it says nothing. */
export async function readRelations(zip: Zip, source: string): Promise<Relation[]> {
  const part = relationsPart(source)
  if (!zip.has(part)) return []
  const relations: Relation[] = []
  for (const token of tokensOf(await textOf(zip, part))) {
    const tag = tagOf(token)
    if (tag?.name !== 'Relationship' || attributeOf(token, 'TargetMode') === 'External') continue
    const target = attributeOf(token, 'Target') ?? ''
    relations.push({
      id: attributeOf(token, 'Id') ?? '',
      type: (attributeOf(token, 'Type') ?? '').split('/').at(-1) ?? '',
      part: target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(source), target),
    })
  }
  return relations
}

/** The relations of a part with more of them; a list of their own where there was none. @param office - `officeOf` the part */
export async function withRelations(
  zip: Zip,
  source: string,
  added: readonly Relation[],
  office = OFFICE,
): Promise<Buffer> {
  const part = relationsPart(source)
  const text = zip.has(part) ? await textOf(zip, part) : `${HEAD}<Relationships xmlns="${RELATIONS}"></Relationships>`
  return appended(text, 'Relationships', (prefix) =>
    added.map(
      ({ id, type, part: target }) =>
        `<${prefix}Relationship Id="${id}" Type="${office}/${type}" Target="/${escapeXml(target)}"/>`,
    ),
  )
}

/** An id that no relation has yet. */
export function freeId(relations: readonly Relation[], wish: string): string {
  const ids = new Set(relations.map(({ id }) => id))
  for (let number = 1; ; number += 1) if (!ids.has(`${wish}${number}`)) return `${wish}${number}`
}

/** The list of content types with those of new parts. @param extensions - with their types, where not named yet */
export async function withTypes(
  zip: Zip,
  parts: readonly { name: string; type: string }[],
  extensions: Readonly<Record<string, string>>,
): Promise<Buffer> {
  const text = await textOf(zip, '[content_types].xml')
  const known = new Set(
    tokensOf(text).flatMap((token) =>
      tagOf(token)?.name === 'Default' ? [(attributeOf(token, 'Extension') ?? '').toLowerCase()] : [],
    ),
  )
  return appended(text, 'Types', (prefix) => [
    ...Object.entries(extensions)
      .filter(([extension]) => !known.has(extension))
      .map(([extension, type]) => `<${prefix}Default Extension="${extension}" ContentType="${type}"/>`),
    ...parts.map(({ name, type }) => `<${prefix}Override PartName="/${escapeXml(name)}" ContentType="${type}"/>`),
  ])
}

function appended(text: string, element: string, added: (prefix: string) => string[]): Buffer {
  const written = tokensOf(text).map((token) => {
    const tag = tagOf(token)
    if (tag?.name !== element || tag.kind === 'open') return token
    const prefix = prefixOf(token)
    const more = added(prefix).join('')
    return tag.kind === 'close' ? more + token : `${opened(token)}${more}</${prefix}${element}>`
  })
  // A text in UTF-16 is written in UTF-8 from here on: what it says of itself must not stay.
  return Buffer.from(written.join('').replace(/^(<\?xml[^>]*encoding=)["'][^"']*["']/, '$1"UTF-8"'))
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  const cutter = new MarkupCutter('', text.length + 1)
  cutter.push(text, (token) => tokens.push(token))
  cutter.end((token) => tokens.push(token))
  return tokens
}
