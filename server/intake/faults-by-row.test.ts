import { expect, it } from 'vitest'
import type { Issue } from '../../shared/batch.ts'
import type { Rule } from './checks/check.ts'
import { createFaults } from './faults.ts'

it('tells each row what is said of itself, although its group says what was said of the first', () => {
  const rule: Rule = {
    id: 'trial',
    severity: 'error',
    title: { vi: 'Thử', en: 'Trial' },
    message: { vi: 'Hẹn trả ngày {day}.', en: 'Due on {day}.' },
  }
  const heard: [number | null, string][] = []
  const onFault = ({ rowNo }: { rowNo: number | null }, { message }: Issue) => heard.push([rowNo, message])
  const faults = createFaults(onFault)
  for (const [rowNo, day] of [
    [5, '06/11'],
    [6, '06/11'],
    [7, '09/11'],
  ] as const)
    faults.add(rule, { sheet: '', rowNo, at: 2 }, { column: 'Ngày hẹn trả', params: { day } })
  expect(heard).toEqual([
    [5, 'Hẹn trả ngày 06/11.'],
    [6, 'Hẹn trả ngày 06/11.'],
    [7, 'Hẹn trả ngày 09/11.'],
  ])
  expect(faults.list()).toMatchObject([{ message: 'Hẹn trả ngày 06/11.', rows: 3, firstRows: [5, 6, 7] }])
})
