import type { Shade } from './marks.ts'

/**
 * The two colours of marked cells, each once for cells that had no fill and once for cells that had one: by the colour a mark is
 * known again when the file comes back, and what was there before is put back (it stands as the background colour, which a solid
 * fill does not show).
 */
const COLOURS: Record<Shade, { bare: string; filled: string }> = {
  error: { bare: 'FFFFC8C3', filled: 'FFFFC8C2' },
  warning: { bare: 'FFFFE3A6', filled: 'FFFFE3A5' },
}

/** A mark that an earlier return left on a style: its shade and the colour that was there, as attributes; null = none. */
export interface EarlierMark {
  shade: Shade
  before: string | null
}

/** A fill for marked cells, as the style sheet writes it. @param before - the colour that was there, as attributes */
export function markFill(prefix: string, shade: Shade, before: string | null): string {
  const { bare, filled } = COLOURS[shade]
  const colours =
    before === null
      ? `<${prefix}fgColor rgb="${bare}"/><${prefix}bgColor indexed="64"/>`
      : `<${prefix}fgColor rgb="${filled}"/><${prefix}bgColor ${before}/>`
  return solidFill(prefix, colours)
}

/** The fill that was there before a mark. */
export function fillBefore(prefix: string, before: string): string {
  return solidFill(prefix, `<${prefix}fgColor ${before}/><${prefix}bgColor indexed="64"/>`)
}

function solidFill(prefix: string, colours: string): string {
  return `<${prefix}fill><${prefix}patternFill patternType="solid">${colours}</${prefix}patternFill></${prefix}fill>`
}

/** Is this colour one of ours, and what does it stand for? */
export function earlierMark(rgb: string | undefined, background: string | null): EarlierMark | null {
  for (const shade of ['error', 'warning'] as const) {
    const { bare, filled } = COLOURS[shade]
    if (rgb === bare) return { shade, before: null }
    if (rgb === filled) return { shade, before: background }
  }
  return null
}
