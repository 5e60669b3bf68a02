import { describe, expect, it } from 'vitest'
import type { Row } from '../../../shared/datasets/dataset.ts'
import type { Params } from './check.ts'
import { publishedCheck } from './published.ts'
import { reportCheck } from './reports.ts'

const about = { today: '2026-11-22' }

function tried(check: typeof reportCheck, row: Row): { rule: string; params: Params }[] {
  const found: { rule: string; params: Params }[] = []
  check.row(row, (rule, { params = {} } = {}) => found.push({ rule: rule.id, params }), about)
  return found
}

describe('reports', () => {
  // DOMAIN §2.8: 124,907 + 102,770 + 19,852 = 247,529, 9,612 short of 257,141; 257,141 + 11,622 = 268,763.
  it('B1: Huế balances, with 9,612 resolved dossiers unclassified', () => {
    const row = { received: 268763, resolved: 257141, open: 11622, early: 124907, onTime: 102770, late: 19852 }
    expect(tried(reportCheck, row)).toEqual([{ rule: 'V5', params: { shortfall: 9612, resolved: 257141 } }])
  })

  it('A20: 93,804 − 92,526 = 1,278 balances', () => {
    expect(tried(reportCheck, { received: 93804, resolved: 92526, open: 1278 })).toEqual([])
  })

  it('refuses a balance that is one off, and more on time than resolved', () => {
    expect(tried(reportCheck, { received: 101, resolved: 90, open: 10 })).toEqual([
      { rule: 'V4', params: { received: 101, resolved: 90, open: 10, difference: 1 } },
    ])
    expect(tried(reportCheck, { resolved: 90, early: 50, onTime: 40, late: 1 })[0]?.rule).toBe('V5.over')
  })

  it('takes paused and returned dossiers beside those in progress', () => {
    expect(tried(reportCheck, { received: 105, resolved: 90, open: 10, paused: 3, returned: 2 })).toEqual([])
  })

  it('refuses parts that do not add up: (3) = (4)+(5)+(6), (11) = (12)+(13)', () => {
    const row = {
      received: 100,
      receivedOnline: 60,
      receivedDirect: 30,
      carriedOver: 9,
      open: 7,
      openWithin: 5,
      openOverdue: 1,
    }
    expect(tried(reportCheck, row).map(({ rule }) => rule)).toEqual(['V1', 'V1'])
  })

  it('A17: all of 418,568 received and resolved is remarkable', () => {
    expect(tried(reportCheck, { received: 418568, resolved: 418568, open: 0 })[0]?.rule).toBe('V7')
  })
})

describe('indicators', () => {
  it('A1: parts against a stated total', () => {
    expect(tried(publishedCheck, { value: 1782, parts: '668+526+593' })).toEqual([
      { rule: 'V1', params: { what: 'Giá trị', total: 1782, sum: 1787, difference: -5 } },
    ])
  })

  it('A6 names the denominators that fit, A10 is a cut', () => {
    const a6 = { value: 85.9, decimals: 1, unitOfMeasure: '%', numerator: 716, denominator: 869, comparator: '=' }
    expect(tried(publishedCheck, a6)[0]).toMatchObject({ rule: 'V2', params: { rounded: '834', truncated: '833' } })
    const a10 = { value: 19.97, decimals: 2, unitOfMeasure: '%', numerator: 324, denominator: 1622, comparator: '=' }
    expect(tried(publishedCheck, a10).map(({ rule }) => rule)).toEqual(['V2.truncated'])
  })

  it('A24: a perfect score shows its base; A29: a bound is not judged', () => {
    const a24 = { value: 100, unitOfMeasure: '%', numerator: 4008, denominator: 4008 }
    expect(tried(publishedCheck, a24).map(({ rule }) => rule)).toEqual(['V7'])
    expect(
      tried(publishedCheck, { value: 90, unitOfMeasure: '%', comparator: '>', numerator: 95, denominator: 100 }),
    ).toEqual([])
  })

  it('B10: a count labelled as a rate', () => {
    expect(tried(publishedCheck, { value: 23636, unitOfMeasure: '%' })[0]?.rule).toBe('V8')
  })
})
