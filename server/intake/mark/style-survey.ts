import type { ReadLimits } from '../read/limits.ts'
import { UnreadableFile } from '../read/raw.ts'
import type { Zip } from '../read/zip.ts'
import { attributeOf, attributesOf, prefixOf, tagOf } from './markup.ts'
import { surveyed } from './rewriting.ts'
import { type EarlierMark, earlierMark } from './shades.ts'

/** What has to be known of a workbook's styles before cells get others. */
export interface StyleSurvey {
  /** The prefix of its elements, with its colon. */
  prefix: string
  fills: number
  /** Colours of solid fills, as attributes, by the number of the fill. */
  solid: ReadonlyMap<number, string>
  /** The fill of every cell style. */
  fillOf: readonly number[]
  /** Cell styles that an earlier return made. */
  earlier: ReadonlyMap<number, EarlierMark>
}

/** More than any program writes; cells could not be given others. */
const MOST_STYLES = 65_536

/** Counts fills and cell styles, and finds the marks of an earlier return. @throws UnreadableFile */
export async function surveyStyles(zip: Zip, part: string, limits: ReadLimits): Promise<StyleSurvey> {
  const solid = new Map<number, string>()
  const marked = new Map<number, EarlierMark>()
  const fillOf: number[] = []
  let [prefix, fills] = ['', 0]
  let inside: 'fills' | 'cellXfs' | null = null
  let fill = { pattern: '', front: '', rgb: undefined as string | undefined, back: null as string | null }
  await surveyed(zip, part, limits, (token) => {
    const tag = tagOf(token)
    if (tag === null) return
    if (tag.name === 'styleSheet' && tag.kind === 'open') prefix = prefixOf(token)
    if (tag.name === 'fills' || tag.name === 'cellXfs') inside = tag.kind === 'open' ? tag.name : null
    else if (inside === 'cellXfs' && tag.name === 'xf' && tag.kind !== 'close')
      fillOf.push(Number(attributeOf(token, 'fillId') ?? 0))
    else if (inside === 'fills') {
      if (tag.name === 'patternFill' && tag.kind !== 'close')
        fill = { pattern: attributeOf(token, 'patternType') ?? 'none', front: '', rgb: undefined, back: null }
      else if (tag.name === 'fgColor' && tag.kind !== 'close')
        fill = { ...fill, front: colourOf(token), rgb: attributeOf(token, 'rgb') }
      else if (tag.name === 'bgColor' && tag.kind !== 'close') fill.back = colourOf(token)
      else if (tag.name === 'fill' && tag.kind !== 'open') {
        const earlier = fill.pattern === 'solid' ? earlierMark(fill.rgb, fill.back) : null
        if (earlier) marked.set(fills, earlier)
        else if (fill.pattern === 'solid' && fill.front !== '') solid.set(fills, fill.front)
        fill = { pattern: '', front: '', rgb: undefined, back: null }
        fills += 1
      }
    }
    if (fills > MOST_STYLES || fillOf.length > MOST_STYLES)
      throw new UnreadableFile('IOC_XLSX_TOO_BIG', 413, { part, limit: MOST_STYLES })
  })
  const earlier = new Map<number, EarlierMark>()
  for (const [style, own] of fillOf.entries()) {
    const mark = marked.get(own)
    if (mark) earlier.set(style, mark)
  }
  return { prefix, fills, solid, fillOf, earlier }
}

/** A colour's attributes, written anew. */
function colourOf(tag: string): string {
  return attributesOf(tag)
    .map(({ name, value }) => `${name}="${value.replaceAll('"', '&quot;')}"`)
    .join(' ')
}
