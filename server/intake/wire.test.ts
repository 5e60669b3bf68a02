import { expect, it } from 'vitest'
import type { StagedRow } from '../ledger/ledger.ts'
import { packRow, unpackRow } from './wire.ts'

const plain: StagedRow = {
  sheet: 0,
  rowNo: 2,
  key: 'H13.1-251015-0001',
  code: 'H13.1-251015-0001',
  version: null,
  updatedAt: null,
  deleted: false,
  line: '\\N\tHộ tịch\t2025-10-15T00:00:00+07:00',
}

it.each<[string, Partial<StagedRow>]>([
  ['a plain row', {}],
  ['a row without a code', { code: null }],
  ['a code written otherwise than its key', { code: 'h13.1-251015-0001' }],
  ['a code of one equals sign', { key: 'x', code: '=' }],
  ['a code that looks like nothing', { key: '\\N', code: '\\n' }],
  ['a key with a backslash, a tab and a line break', { key: 'a\\t\tb\r\nc\\', code: '\\=' }],
  ['a row with its version and moment', { version: 7, updatedAt: '2025-10-15T08:00:00+07:00', sheet: 3 }],
  ['a deleted row', { deleted: true, line: '' }],
])('carries %s over as it was, on one line', (_, more) => {
  const row = { ...plain, ...more }
  expect(packRow(row)).not.toMatch(/[\n\r]/)
  expect(unpackRow(packRow(row))).toEqual(row)
})
