import type { Shade } from './marks.ts'
import { attributeOf, opened, tagOf, withAttribute } from './markup.ts'
import type { Rewrite } from './rewriting.ts'
import { fillBefore, markFill } from './shades.ts'
import type { StyleSurvey } from './style-survey.ts'

/** Gives cells styles that differ from theirs in the fill alone, and writes those styles down afterwards. */
export interface Styling {
  /** A cell's style with another shade; null = as it was before an earlier return. */
  restyle(style: number, shade: Shade | null): number
  /** Was this style made by an earlier return? */
  isEarlier(style: number): boolean
  /** To be called once all cells have their styles. */
  rewrite(): Rewrite
}

interface Added {
  from: number
  shade: Shade | null
}

/** Styles beyond this are too many for the program that opens the file; cells keep theirs and have their notes alone. */
const MOST_STYLES = 64_000

/** @param survey - of a style sheet that has fills and cell styles */
export function createStyling(survey: StyleSurvey): Styling {
  const { prefix, fillOf, solid, earlier } = survey
  const added: Added[] = []
  const numbers = new Map<string, number>()
  const fills: string[] = []
  const fillNumbers = new Map<string, number>()

  const before = (style: number): string | null =>
    earlier.has(style) ? (earlier.get(style)?.before ?? null) : (solid.get(fillOf[style] ?? 0) ?? null)
  const fillFor = ({ from, shade }: Added): number => {
    const held = before(from)
    if (shade === null && held === null) return 0
    const xml = shade === null ? fillBefore(prefix, held ?? '') : markFill(prefix, shade, held)
    const known = fillNumbers.get(xml)
    if (known !== undefined) return known
    const number = survey.fills + fills.length
    fills.push(xml)
    fillNumbers.set(xml, number)
    return number
  }

  return {
    isEarlier: (style) => earlier.has(style),
    restyle(style, shade) {
      const own = earlier.get(style)
      if (own ? own.shade === shade : shade === null) return style
      const key = `${style} ${shade ?? ''}`
      const known = numbers.get(key)
      if (known !== undefined) return known
      const number = fillOf.length + added.length
      if (number >= MOST_STYLES) return style
      added.push({ from: style, shade })
      numbers.set(key, number)
      return number
    },
    rewrite() {
      const chosen = added.map((one) => ({ from: one.from, fill: fillFor(one) }))
      return rewriteStyles(survey, fills, chosen)
    },
  }
}

/** Adds fills and copies of cell styles behind those that are there. */
function rewriteStyles(
  survey: StyleSurvey,
  fills: readonly string[],
  chosen: readonly { from: number; fill: number }[],
): Rewrite {
  const wanted = new Set(chosen.map(({ from }) => from))
  const copied = new Map<number, string>()
  let inside: string | null = null
  let style = -1
  let raw: string | null = null
  const clones = () =>
    chosen
      .map(({ from, fill }) => {
        const [tag = '', ...rest] = splitFirst(copied.get(from) ?? `<${survey.prefix}xf/>`)
        return withAttribute(withAttribute(tag, 'fillId', String(fill)), 'applyFill', '1') + rest.join('')
      })
      .join('')
  return (token) => {
    const tag = tagOf(token)
    if (raw !== null) raw += token
    if (tag === null) return token
    if (tag.name === 'fills' || tag.name === 'cellXfs') {
      inside = tag.kind === 'open' ? tag.name : null
      const more = tag.name === 'fills' ? fills.length : chosen.length
      if (tag.kind === 'close') return (tag.name === 'fills' ? fills.join('') : clones()) + token
      const count = Number(attributeOf(token, 'count') ?? Number.NaN)
      return Number.isInteger(count) ? withAttribute(token, 'count', String(count + more)) : opened(token)
    }
    if (inside === 'cellXfs' && tag.name === 'xf') {
      if (tag.kind !== 'close') {
        style += 1
        raw = wanted.has(style) ? token : null
      }
      if (raw !== null && tag.kind !== 'open') {
        copied.set(style, raw)
        raw = null
      }
    }
    return token
  }
}

function splitFirst(xml: string): [tag: string, rest: string] {
  const end = xml.indexOf('>') + 1
  return [xml.slice(0, end), xml.slice(end)]
}

const PLAIN = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'

/** A style sheet for a workbook that has none. */
export const BARE_STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2">${PLAIN}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`

/** What a survey finds in it. */
export const BARE_SURVEY: StyleSurvey = {
  prefix: '',
  fills: 2,
  solid: new Map(),
  fillOf: [0],
  earlier: new Map(),
}

/** Marks nothing: for style sheets without fills or cell styles, which no program writes. */
export const NO_STYLING: Styling = {
  restyle: (style) => style,
  isEarlier: () => false,
  rewrite: () => (token) => token,
}
