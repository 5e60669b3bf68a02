import { describe, expect, it } from 'vitest'
import { isRemembered } from '../../shared/answers.ts'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { mappingFaults } from './mapping-faults.ts'

const kinds = (answers: Record<string, string>, mapping?: Parameters<typeof mappingFaults>[2]) =>
  mappingFaults(dossiers, answers, mapping).map(({ kind, header }) => [kind, header])

describe('what an officer says of a column', () => {
  it.each([
    ['a column that does not exist', 'mothers_name'],
    ['the delivery’s own number', 'batch_id'],
    ['the row’s own number', 'id'],
    ['a column that the program computes', 'leftOn'],
    ['a part of a period that dossiers do not have', '#month'],
  ])('[U50] cannot be %s', (_what, target) => {
    const [fault] = mappingFaults(dossiers, { 'column:Số': target })
    expect(fault).toMatchObject({ kind: 'unknown', header: 'Số', target })
    expect(fault?.known).toContain('receivedAt')
    expect(fault?.known).not.toContain('leftOn')
  })

  it.each(['__proto__', 'constructor', ' prototype '])('[U51] never names %s, as header or as column', (name) => {
    const asTarget: Record<string, string> = { 'column:Số': name }
    const asHeader: Record<string, string> = { [`column:${name}`]: 'code' }
    expect(kinds(asTarget)).toEqual([['reserved', 'Số']])
    expect(kinds(asHeader)).toEqual([['reserved', name]])
  })

  it('[U52] gives one column to two headers only where they stand on different sheets', () => {
    const answers = { 'column:Số': 'code', 'column:Mã': 'code', 'column:Khác': '' }
    const column = (header: string) => ({ header, column: null })
    expect(kinds(answers)).toEqual([['twice', 'Mã']])
    expect(kinds(answers, [{ columns: [column('Số'), column('Mã')] }])).toEqual([['twice', 'Mã']])
    expect(kinds(answers, [{ columns: [column('Số')] }, { columns: [column('Mã')] }])).toEqual([])
  })

  it('may leave any number of columns unused', () => {
    expect(kinds({ 'column:A': '', 'column:B': '', period: '2025-10' })).toEqual([])
  })
})

describe('what is remembered of a file', () => {
  it.each([
    ['column:Số', true],
    ['value:status:xong', true],
    ['dates:dueAt', true],
    ['numbers:received', true],
    ['encoding', true],
    ['legacy', true],
    ['period', false],
    ['sheet:Ghi chú', false],
    ['duplicates', false],
    ['duplicates:first', false],
    ['column:period', true],
  ])('the answer %s: %s', (id, remembered) => {
    expect(isRemembered(id)).toBe(remembered)
  })
})
