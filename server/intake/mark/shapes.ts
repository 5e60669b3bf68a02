import type { Notes } from './comments.ts'
import { tagOf } from './markup.ts'
import type { NotePlace } from './note-text.ts'
import type { Rewrite } from './rewriting.ts'
import { referenceOf } from './sheet-rewrite.ts'

const SPACES = [
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['o', 'urn:schemas-microsoft-com:office:office'],
  ['x', 'urn:schemas-microsoft-com:office:excel'],
] as const
const BOX =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
/** Numbers of shapes are given out in blocks of so many. */
const BLOCK = 1024

/** The boxes in which the notes of a sheet are shown, for a sheet that has none. @param block - from 1, no other sheet's */
export function* newShapes(notes: Notes, block: number): Generator<Buffer> {
  const spaces = SPACES.map(([prefix, space]) => ` xmlns:${prefix}="${space}"`).join('')
  const blocks = Array.from({ length: blocksOf(notes) }, (_, at) => block + at).join(',')
  yield Buffer.from(
    `<xml${spaces}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks}"/></o:shapelayout>${BOX}`,
  )
  let number = block * BLOCK
  for (const { place } of notes.values()) {
    number += 1
    yield Buffer.from(shape(place, number, ''))
  }
  yield Buffer.from('</xml>')
}

/** How many blocks of numbers the boxes of a sheet take. */
export function blocksOf(notes: Notes): number {
  return Math.floor(notes.size / BLOCK) + 1
}

/** A hidden box, right of its cell, seven rows high. */
function shape({ row, column }: NotePlace, number: number, spaces: string): string {
  const anchor = [column + 1, 15, Math.max(0, row - 1), 10, column + 5, 15, row + 6, 4].join(', ')
  return `<v:shape${spaces} id="_x0000_s${number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:110pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
}

/** Adds the boxes of our notes to a sheet's shapes; takes those away whose note went. All other shapes stay. */
export function shapesRewrite(notes: Notes, gone: ReadonlySet<string>): Rewrite {
  const held = new Set<string>()
  let last = BLOCK
  let current: string[] | null = null
  let hasBox = false
  let spaces = ''
  const finish = (tokens: readonly string[]): string => {
    const reference = cellOf(tokens)
    if (reference === null) return tokens.join('')
    if (gone.has(reference)) return ''
    held.add(reference)
    return tokens.join('')
  }
  return (token) => {
    const tag = tagOf(token)
    if (current !== null) {
      current.push(token)
      if (tag?.name !== 'shape' || tag.kind !== 'close') return ''
      const done = finish(current)
      current = null
      return done
    }
    if (tag === null) return token
    if (tag.name === 'xml' && tag.kind === 'open')
      spaces = SPACES.map(([prefix, space]) =>
        token.includes(`xmlns:${prefix}=`) ? '' : ` xmlns:${prefix}="${space}"`,
      ).join('')
    if (tag.name === 'shapetype' && token.includes('_x0000_t202')) hasBox = true
    if (tag.name === 'shape' && tag.kind === 'open') {
      last = Math.max(last, Number(/_x0000_s(\d{1,9})/.exec(token)?.[1] ?? 0))
      current = [token]
      return ''
    }
    if (tag.name !== 'xml' || tag.kind !== 'close') return token
    let added = hasBox ? '' : BOX.replace('<v:shapetype', `<v:shapetype${spaces}`)
    for (const [reference, { place }] of notes) {
      if (held.has(reference)) continue
      last += 1
      added += shape(place, last, spaces)
    }
    return added + token
  }
}

/** The cell of a note's box; null for other shapes. */
function cellOf(tokens: readonly string[]): string | null {
  let [isNote, name] = [false, '']
  const at: Record<string, number> = {}
  for (const token of tokens) {
    const tag = tagOf(token)
    if (tag === null) {
      if ((name === 'Row' || name === 'Column') && /^\s*\d{1,7}\s*$/.test(token)) at[name] = Number(token)
      continue
    }
    name = tag.kind === 'open' ? tag.name : ''
    if (tag.name === 'ClientData' && /ObjectType\s*=\s*["']Note["']/.test(token)) isNote = true
  }
  const { Row: row, Column: column } = at
  return isNote && row !== undefined && column !== undefined ? referenceOf({ row, column }) : null
}
