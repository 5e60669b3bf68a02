import type { RawFile, RawRow, RawSheet } from './raw.ts'

/** A sheet that begins; whoever reads it goes on filling it until its end. */
export type GrowingSheet = Omit<RawSheet, 'index' | 'rows' | 'hiddenRows' | 'hiddenColumns'> & {
  hiddenRows: number
  hiddenColumns: number
}

/** What a document that holds its sheets one after another says next. */
export type SheetPiece = { sheet: GrowingSheet } | { row: RawRow; times: number } | { end: true }

const ROWS_AT_ONCE = 1_000

/** Pieces one by one out of those that arrive together. */
class Pieces {
  readonly #source: AsyncIterator<SheetPiece[]>
  #held: SheetPiece[] = []
  #at = 0

  constructor(source: AsyncIterable<SheetPiece[]>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** The next piece that is here already. */
  ready(): SheetPiece | undefined {
    return this.#held[this.#at]
  }

  pass(): void {
    this.#at += 1
  }

  /** Waits for more. @returns whether there is any */
  async more(): Promise<boolean> {
    while (this.#at >= this.#held.length) {
      const step = await this.#source.next()
      if (step.done) return false
      this.#held = step.value
      this.#at = 0
    }
    return true
  }

  async close(): Promise<void> {
    await this.#source.return?.(undefined)
  }
}

/** Rows up to the sheet's end; a row that stands for many comes as many. */
async function* readRows(pieces: Pieces, head: readonly RawRow[]): AsyncGenerator<RawRow[]> {
  let batch: RawRow[] = [...head]
  while (await pieces.more()) {
    for (let piece = pieces.ready(); piece !== undefined; piece = pieces.ready()) {
      if ('end' in piece) {
        if (batch.length > 0) yield batch
        return
      }
      pieces.pass()
      if (!('row' in piece)) continue
      for (let time = 0; time < piece.times; time += 1) {
        batch.push(time === 0 ? piece.row : { rowNo: piece.row.rowNo + time, cells: [...piece.row.cells] })
        if (batch.length < ROWS_AT_ONCE) continue
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The rows in which titles and headers may stand, so that their merged ranges are known before any row is passed on. */
async function readHead(pieces: Pieces, headRows: number): Promise<RawRow[]> {
  const head: RawRow[] = []
  while (await pieces.more()) {
    const piece = pieces.ready()
    if (piece === undefined || !('row' in piece) || piece.row.rowNo > headRows || piece.times > 1) break
    head.push(piece.row)
    pieces.pass()
  }
  return head
}

/** Sheets out of one walk through a document. What is left of a sheet that was abandoned is passed over. */
export async function* toSheets(source: AsyncIterable<SheetPiece[]>, headRows: number): RawFile {
  const pieces = new Pieces(source)
  let index = 0
  try {
    while (await pieces.more()) {
      const piece = pieces.ready()
      pieces.pass()
      if (piece === undefined || !('sheet' in piece)) continue
      const head = await readHead(pieces, headRows)
      const sheet: RawSheet = Object.assign(piece.sheet, { index, rows: readRows(pieces, head) })
      yield sheet
      index += 1
    }
  } finally {
    await pieces.close()
  }
}
