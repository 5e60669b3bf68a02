import { expect, it } from 'vitest'
import { rulesOf, tried } from './test-row.ts'

// DOMAIN §1.3: 124,907 + 102,770 + 19,852 = 247,529; 43,434 + 11,795 + 4,331 = 59,560; 952 + 388 + 268 = 1,608.
it.each([
  ['B1', 257141, 124907, 102770, 19852, 9612],
  ['B2', 61827, 43434, 11795, 4331, 2267],
  ['B3', 1611, 952, 388, 268, 3],
])(
  '%s: of %d resolved in Huế, %d + %d + %d leave %d unclassified: a warning',
  (_id, resolved, early, onTime, late, shortfall) => {
    expect(tried('dossier-reports', { resolved, early, onTime, late })).toEqual([
      { rule: 'V5', column: 'resolved', params: { shortfall, resolved } },
    ])
  },
)

it('more classified than resolved is an error', () => {
  expect(rulesOf('dossier-reports', { resolved: 90, early: 50, onTime: 40, late: 1 })).toEqual(['V5.over'])
})
