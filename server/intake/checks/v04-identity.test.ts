import { expect, it } from 'vitest'
import { rulesOf, tried } from './test-row.ts'

it('A20: 93,804 − 92,526 = 1,278 balances', () => {
  expect(rulesOf('dossier-reports', { received: 93804, resolved: 92526, open: 1278 })).toEqual([])
})

it('B1: Huế balances: 257,141 + 11,622 = 268,763', () => {
  expect(rulesOf('dossier-reports', { received: 268763, resolved: 257141, open: 11622 })).toEqual([])
})

it('one dossier off is an error that says by how much', () => {
  expect(tried('dossier-reports', { received: 268764, resolved: 257141, open: 11622 })).toMatchObject([
    { rule: 'V4', params: { received: 268764, resolved: 257141, open: 11622, difference: 1 } },
  ])
})

it('takes paused and returned dossiers beside those in progress', () => {
  expect(rulesOf('dossier-reports', { received: 105, resolved: 90, open: 10, paused: 3, returned: 2 })).toEqual([])
  expect(rulesOf('dossier-reports', { received: 104, resolved: 90, open: 10, paused: 3, returned: 2 })).toEqual(['V4'])
})
