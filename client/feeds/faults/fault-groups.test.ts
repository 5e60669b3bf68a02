import { expect, it } from 'vitest'
import type { Issue } from '../../../shared/batch.ts'
import { commonStart, groupFaults, holdsText, sharedRepair } from './fault-groups.ts'

function issue(part: Partial<Issue>): Issue {
  return {
    rule: 'unit.unknown',
    severity: 'error',
    params: {},
    sheet: null,
    column: 'Đơn vị giải quyết',
    value: 'Phường 7',
    rows: 1,
    firstRows: [3],
    message: 'Không có đơn vị này.',
    suggestion: null,
    ...part,
  }
}

it('tells one rule in one column once, with all its values, the largest first', () => {
  const [group, ...others] = groupFaults([issue({ rows: 2 }), issue({ value: 'Phường 8', rows: 36 })])
  expect(others).toEqual([])
  expect(group).toMatchObject({ rows: 38, isMixed: false, message: 'Không có đơn vị này.' })
  expect(group?.values.map(({ value }) => value)).toEqual(['Phường 8', 'Phường 7'])
})

it('puts what stops a delivery before what only warns, and much before little', () => {
  const groups = groupFaults([
    issue({ rule: 'V10', severity: 'notice', rows: 900 }),
    issue({ rule: 'V15.due', severity: 'warning', rows: 50 }),
    issue({ rule: 'date.unreal', rows: 1 }),
    issue({ rows: 4 }),
  ])
  expect(groups.map(({ rule }) => rule)).toEqual(['unit.unknown', 'date.unreal', 'V15.due', 'V10'])
})

it('says of different messages how they all begin', () => {
  expect(commonStart(['được thêm theo mã H01.13.', 'được thêm theo mã H01.14.'])).toBe('được thêm theo mã …')
  expect(commonStart(['Mã trống.', 'Mã trống.'])).toBe('Mã trống.')
  expect(commonStart(['Thiếu cột.', 'Kỳ không đọc được.'])).toBe('Thiếu cột.')
})

it('finds a fault by value, column or message without accents', () => {
  const [group] = groupFaults([issue({})])
  if (!group) throw new Error('no group')
  expect([holdsText(group, 'phuong 7'), holdsText(group, 'don vi giai'), holdsText(group, 'xã')]).toEqual([
    true,
    true,
    false,
  ])
})

it('offers one repair for a group whose values all heal by one answer, and none where each needs its own', () => {
  const dates = { kind: 'dates' as const, answer: 'dates:dueAt', choices: [], open: false }
  const [shared] = groupFaults([issue({ repair: dates }), issue({ value: '03/13/2025', repair: dates })])
  expect(shared && sharedRepair(shared)).toEqual(dates)
  const own = (text: string) => ({
    kind: 'unit' as const,
    answer: `value:resolvingUnit:${text}`,
    choices: [],
    open: true,
  })
  const [apart] = groupFaults([
    issue({ repair: own('Phường 7') }),
    issue({ value: 'Phường 8', repair: own('Phường 8') }),
  ])
  expect(apart && sharedRepair(apart)).toBeUndefined()
})
