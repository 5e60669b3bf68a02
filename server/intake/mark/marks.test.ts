import { expect, it } from 'vitest'
import type { Issue } from '../../../shared/batch.ts'
import type { RawFile } from '../read/raw.ts'
import { sheetOf } from '../test-city.ts'
import { createMarks, WHOLE_ROW } from './marks.ts'
import { noteText } from './note-text.ts'

const issue = (rule: string, severity: Issue['severity'] = 'error', column: string | null = null): Issue => ({
  ...{ rule, severity, params: {}, sheet: null, column, value: 'bí mật', rows: 1, firstRows: [1] },
  ...{ message: `Sai ${rule}.`, suggestion: null },
})

async function watched(names: readonly string[], mostCells?: number) {
  const marks = createMarks(mostCells)
  const file: RawFile = (async function* () {
    for (const [index, name] of names.entries()) yield sheetOf([], { name, index })
  })()
  for await (const sheet of marks.watch(file)) sheet.name = sheet.name.toUpperCase()
  return marks
}

it('finds the sheet of a fault under the name that its reader gave it', async () => {
  const marks = await watched(['một', 'hai'])
  marks.add({ sheet: 'MỘT', rowNo: 4, at: 2 }, issue('a'))
  marks.add({ sheet: 'HAI', rowNo: 5 }, issue('b', 'warning'))
  marks.add({ sheet: 'HAI', rowNo: 6, at: 0 }, issue('c', 'notice'))
  expect([...(marks.sheets.get(0)?.keys() ?? [])]).toEqual([4])
  expect(marks.sheets.get(1)?.get(5)?.get(WHOLE_ROW)).toMatchObject({ shade: 'warning' })
  expect(marks.cells()).toBe(2)
})

it('puts what only the ledger found on the cell of its header, else on the row', async () => {
  const marks = await watched(['một'])
  const mapping = [
    { sheet: 'MỘT', headerRow: 1, profile: null, columns: [{ header: 'Mã hồ sơ', column: 'code', at: 3 }] },
  ]
  marks.addRows([{ sheet: 'MỘT', rowNo: 7, issue: issue('row.foreign', 'error', 'Mã hồ sơ') }], mapping)
  marks.addRows([{ sheet: 'MỘT', rowNo: 8, issue: issue('row.purged') }], mapping)
  expect([...(marks.sheets.get(0)?.get(7)?.keys() ?? [])]).toEqual([3])
  expect([...(marks.sheets.get(0)?.get(8)?.keys() ?? [])]).toEqual([WHOLE_ROW])
})

it('says in the first note how many cells it did not mark, and in no note what stands in a cell', async () => {
  const marks = await watched([''], 2)
  for (let rowNo = 2; rowNo < 1_302; rowNo += 1) marks.add({ sheet: '', rowNo, at: 0 }, issue('a'))
  marks.add({ sheet: '', rowNo: 2, at: 0 }, issue('b', 'warning'))
  expect(marks.cells()).toBe(2)
  const first = marks.sheets.get(0)?.get(2)?.get(0)
  expect(first && noteText(first)).toBe(
    'Lỗi: Sai a. [a]\nLưu ý: Sai b. [b]\nCòn 1.298 ô có lỗi nữa trong tệp chưa được đánh dấu.',
  )
})
