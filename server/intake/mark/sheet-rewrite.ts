import { toPlace } from '../read/cell-reference.ts'
import { columnName } from './column-name.ts'
import type { Mark, SheetMarks } from './marks.ts'
import { attributeOf, opened, prefixOf, tagOf } from './markup.ts'
import type { NotePlace } from './note-text.ts'
import type { Rewrite } from './rewriting.ts'
import { type RowParts, rewriteRow } from './row-rewrite.ts'
import type { Styling } from './styling.ts'

/** What a sheet is written anew with. */
export interface SheetPlan {
  marks: SheetMarks
  styling: Styling
  /** Cells may bear the colours of an earlier return: then every row is looked at. */
  mayBeMarked: boolean
  /** The relation to the shapes of notes, to be named in the sheet; null where it is already. */
  drawing: { id: string; namespace: string } | null
  /** Told of every marked cell, row after row. */
  onMark(place: NotePlace, mark: Mark): void
}

/** What may only follow the shapes of notes in a sheet (ECMA-376, CT_Worksheet). */
const BEHIND = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'AlternateContent',
  'webPublishItems',
  'tableParts',
  'extLst',
])

interface RowBegun extends RowParts {
  rowNo: number
}

/** Gives marked cells their styles; rows without marks, and everything around the rows, stay as they are. */
export function sheetRewrite({ marks, styling, mayBeMarked, drawing, onMark }: SheetPlan): Rewrite {
  const waiting = [...marks.keys()].sort((a, b) => a - b)
  const columnStyles: { from: number; to: number; style: number }[] = []
  let place: 'before' | 'rows' | 'behind' = 'before'
  let [depth, rowNo, next] = [0, 0, 0]
  let row: RowBegun | null = null
  let isNamed = drawing === null
  let prefix = ''

  const styleOfColumn = (column: number) =>
    columnStyles.find(({ from, to }) => column + 1 >= from && column + 1 <= to)?.style ?? 0
  const finish = ({ rowNo, ...parts }: RowBegun) =>
    rewriteRow(parts, marks.get(rowNo), { rowNo, prefix, styling, styleOfColumn, onMark })
  /** Rows with marks that the sheet does not have, before one that it has. */
  const missingRows = (before: number): string => {
    let rows = ''
    for (; (waiting[next] ?? before) < before; next += 1) {
      const at = waiting[next] as number
      rows += finish({ rowNo: at, open: `<${prefix}row r="${at}">`, cells: [], close: `</${prefix}row>` })
    }
    if (waiting[next] === before) next += 1
    return rows
  }
  const openRow = (token: string, isEmpty: boolean): string => {
    const written = attributeOf(token, 'r')
    rowNo = written === undefined ? rowNo + 1 : Number(written)
    const missing = missingRows(rowNo)
    if (!marks.has(rowNo) && !(mayBeMarked && !isEmpty)) return missing + token
    const begun: RowBegun = { rowNo, open: opened(token), cells: [], close: `</${prefix}row>` }
    if (isEmpty) return missing + finish(begun)
    row = begun
    return missing
  }
  const naming = () => {
    isNamed = true
    return `<${prefix}legacyDrawing xmlns:r="${drawing?.namespace}" r:id="${drawing?.id}"/>`
  }

  return (token) => {
    const tag = token.startsWith('<') ? tagOf(token) : null
    if (row !== null) {
      if (tag?.name === 'row' && tag.kind === 'close') {
        const done = finish({ ...row, close: token })
        row = null
        return done
      }
      row.cells.push(token)
      return ''
    }
    if (tag === null) return token
    if (place === 'rows') {
      if (tag.name === 'row' && tag.kind !== 'close') return openRow(token, tag.kind === 'empty')
      if (tag.name !== 'sheetData') return token
      place = 'behind'
      depth -= 1
      return missingRows(Number.POSITIVE_INFINITY) + token
    }
    if (tag.name === 'sheetData') {
      prefix = prefixOf(token)
      if (tag.kind === 'open') {
        place = 'rows'
        depth += 1
        return token
      }
      place = 'behind'
      const rows = missingRows(Number.POSITIVE_INFINITY)
      return rows === '' ? token : `${opened(token)}${rows}</${prefix}sheetData>`
    }
    if (place === 'before' && tag.name === 'col' && tag.kind !== 'close') readColumn(token, columnStyles)
    if (tag.kind === 'close') depth -= 1
    const isDue = !isNamed && depth === (tag.kind === 'close' ? 0 : 1) && place === 'behind'
    const named = isDue && (tag.kind === 'close' ? tag.name === 'worksheet' : BEHIND.has(tag.name)) ? naming() : ''
    if (tag.kind === 'open') depth += 1
    return named + token
  }
}

function readColumn(tag: string, styles: { from: number; to: number; style: number }[]): void {
  const [from, to, style] = ['min', 'max', 'style'].map((name) => Number(attributeOf(tag, name) ?? 0))
  if (from && to && style) styles.push({ from, to, style })
}

/** `B5` of a place from 0. */
export function referenceOf({ row, column }: NotePlace): string {
  return `${columnName(column)}${row + 1}`
}

/** The place of `B5`, from 0. @throws UnreadableFile for a place outside every sheet */
export function placeOf(reference: string): NotePlace {
  const { row, column } = toPlace(reference.replaceAll('$', ''), '')
  return { row: row - 1, column: column - 1 }
}
