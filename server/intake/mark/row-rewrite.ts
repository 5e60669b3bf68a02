import { columnName } from './column-name.ts'
import { type Mark, WHOLE_ROW } from './marks.ts'
import { attributeOf, tagOf, withAttribute } from './markup.ts'
import type { NotePlace } from './note-text.ts'
import type { Styling } from './styling.ts'

/** A row as it was written: its tags, and all tokens between them. */
export interface RowParts {
  open: string
  cells: string[]
  close: string
}

/** What a row knows of its sheet. */
export interface RowAround {
  /** From 1. */
  rowNo: number
  prefix: string
  styling: Styling
  styleOfColumn(column: number): number
  onMark(place: NotePlace, mark: Mark): void
}

interface Piece {
  /** Column from 0; null for what is no cell. */
  column: number | null
  tag: string
  rest: string
  isUsed: boolean
}

/** One row with its marked cells in their new styles; cells that it does not have are put in at their place. */
export function rewriteRow(
  { open, cells, close }: RowParts,
  marks: ReadonlyMap<number, Mark> | undefined,
  around: RowAround,
): string {
  const { rowNo, prefix, styling, onMark } = around
  const pieces = piecesOf(cells)
  const wanted = wantedIn(pieces, marks)
  const lacking = [...wanted.keys()].sort((a, b) => a - b)
  const styleOfRow = attributeOf(open, 'customFormat') === '1' ? Number(attributeOf(open, 's') ?? 0) : null
  let isWider = false
  const added = (before: number): string => {
    let xml = ''
    while ((lacking[0] ?? before) < before) {
      const column = lacking.shift() as number
      const mark = wanted.get(column) as Mark
      const style = styling.restyle(styleOfRow ?? around.styleOfColumn(column), mark.shade)
      xml += `<${prefix}c r="${columnName(column)}${rowNo}" s="${style}"/>`
      isWider = true
      onMark({ row: rowNo - 1, column }, mark)
    }
    return xml
  }
  let inner = ''
  for (const { column, tag, rest } of pieces) {
    if (column === null) {
      inner += tag + rest
      continue
    }
    inner += added(column)
    if (lacking[0] === column) lacking.shift()
    const mark = wanted.get(column)
    inner += restyled(tag, mark, styling) + rest
    if (mark) onMark({ row: rowNo - 1, column }, mark)
  }
  inner += added(Number.POSITIVE_INFINITY)
  return (isWider ? withAttribute(open, 'spans', null) : open) + inner + close
}

function restyled(tag: string, mark: Mark | undefined, styling: Styling): string {
  const style = Number(attributeOf(tag, 's') ?? 0)
  if (!mark && !styling.isEarlier(style)) return tag
  const other = styling.restyle(style, mark?.shade ?? null)
  return other === style ? tag : withAttribute(tag, 's', String(other))
}

/** The marks by the columns of their cells: one of the row as a whole goes to its first used cell. */
function wantedIn(pieces: readonly Piece[], marks: ReadonlyMap<number, Mark> | undefined): Map<number, Mark> {
  const wanted = new Map(marks ?? [])
  const whole = wanted.get(WHOLE_ROW)
  if (!whole) return wanted
  wanted.delete(WHOLE_ROW)
  const column = pieces.find(({ isUsed }) => isUsed)?.column ?? 0
  const own = wanted.get(column)
  wanted.set(
    column,
    own
      ? {
          shade: own.shade === 'error' ? 'error' : whole.shade,
          issues: [...whole.issues, ...own.issues],
          more: own.more + whole.more,
        }
      : whole,
  )
  return wanted
}

/** Cuts the tokens of a row into its cells. */
function piecesOf(tokens: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let column = -1
  let cell: Piece | null = null
  for (const token of tokens) {
    const tag = tagOf(token)
    if (cell !== null) {
      cell.rest += token
      if (tag?.name === 'v' || tag?.name === 'is') cell.isUsed = true
      if (tag?.name === 'c' && tag.kind === 'close') cell = null
    } else if (tag?.name === 'c' && tag.kind !== 'close') {
      const reference = attributeOf(token, 'r')
      column = reference === undefined ? column + 1 : columnOf(reference)
      const piece = { column, tag: token, rest: '', isUsed: false }
      pieces.push(piece)
      if (tag.kind === 'open') cell = piece
    } else pieces.push({ column: null, tag: token, rest: '', isUsed: false })
  }
  return pieces
}

/** The column of `B5`, from 0; the reader has seen that it is one. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
