import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { SaxesParser } from 'saxes'
import { columnName } from './column-name.ts'

/** Where LibreOffice is installed; tests that compare with it skip where it is not. */
export const OFFICE = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find((path) =>
  existsSync(path),
)

/** A cell as LibreOffice shows it. */
export interface OfficeCell {
  /** Type, value, formula and what is shown, in one text. */
  content: string
  /** Everything of its look but the ground: font, border, alignment, protection. */
  look: string
  ground: string
  note: string
  /** Merged range and validation, as written. */
  more: string
}

const run = promisify(execFile)

/** Opens a workbook in LibreOffice and gives back its cells by `sheet!B5`; for tests. */
export async function officeCells(path: string, folder: string): Promise<Map<string, OfficeCell>> {
  await run(OFFICE ?? '', [
    '--headless',
    `-env:UserInstallation=file://${join(folder, 'office')}`,
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    path,
  ])
  return cellsOf(await readFile(join(folder, basename(path).replace(/\.[^.]+$/, '.fods')), 'utf8'))
}

/** The cells of a flat OpenDocument spreadsheet that have a content, a look of their own or a note. */
export function cellsOf(xml: string): Map<string, OfficeCell> {
  const cells = new Map<string, OfficeCell>()
  const styles = new Map<string, { look: string[]; ground: string }>()
  const state = { sheet: '', row: 0, column: 0, repeat: 1, rowRepeat: 1, defaults: [] as string[] }
  let style: { look: string[]; ground: string } | null = null
  let cell: OfficeCell | null = null
  let isNote = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes: all }) => {
    const a = all as Record<string, string>
    if (name === 'style:style' && a['style:family'] === 'table-cell') {
      style = { look: [], ground: '' }
      styles.set(a['style:name'] ?? '', style)
    } else if (style) {
      const { 'fo:background-color': ground, ...rest } = a
      if (ground && ground !== 'transparent') style.ground = ground
      if (Object.keys(rest).length > 0) style.look.push(JSON.stringify([name, rest]))
    }
    if (name === 'table:table') Object.assign(state, { sheet: a['table:name'], row: 0, defaults: [] })
    if (name === 'table:table-column')
      for (let left = Math.min(300, Number(a['table:number-columns-repeated'] ?? 1)); left > 0; left -= 1)
        state.defaults.push(a['table:default-cell-style-name'] ?? '')
    if (name === 'table:table-row')
      Object.assign(state, { column: 0, rowRepeat: Number(a['table:number-rows-repeated'] ?? 1) })
    if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      state.repeat = Number(a['table:number-columns-repeated'] ?? 1)
      const own = styles.get(a['table:style-name'] ?? state.defaults[state.column] ?? '')
      const value = ['value-type', 'value', 'date-value', 'boolean-value'].map((key) => a[`office:${key}`] ?? '')
      cell = {
        content: [...value, a['table:formula'] ?? ''].join(' ').trim(),
        look: own?.look.join('') ?? '',
        ground: own?.ground ?? '',
        note: '',
        more: `${a['table:number-columns-spanned'] ?? ''}${a['table:content-validation-name'] ?? ''}`,
      }
    }
    if (name === 'office:annotation') isNote = true
    if (name === 'text:p' && cell && isNote && cell.note !== '') cell.note += '\n'
  })
  parser.on('text', (text) => {
    if (!cell || text.trim() === '') return
    if (!isNote) cell.content += ` ${text}`
    else if (!/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text)) cell.note += text
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'style:style') style = null
    if (name === 'office:annotation') isNote = false
    if (name === 'table:table-row') state.row += state.rowRepeat
    if (name !== 'table:table-cell' && name !== 'table:covered-table-cell') return
    for (let at = 0; cell && at < Math.min(state.repeat, 300); at += 1)
      if (state.rowRepeat < 100 && (cell.content || cell.ground || cell.note))
        for (let row = 0; row < state.rowRepeat; row += 1)
          cells.set(`${state.sheet}!${columnName(state.column + at)}${state.row + row + 1}`, cell)
    state.column += state.repeat
    cell = null
  })
  parser.write(xml).close()
  return cells
}
