import { expect, it } from 'vitest'
import { rulesOf, tried } from './test-row.ts'

const at = (day: string, time = '00:00:00') => `${day}T${time}+07:00`
const row = { receivedAt: at('2025-10-15', '16:30:00'), dueAt: at('2025-10-17') }

it('a finish on the day of receipt is in order, since systems write midnight; one the day before is not', () => {
  expect(rulesOf('dossiers', { ...row, finishedAt: at('2025-10-15') })).toEqual([])
  expect(tried('dossiers', { ...row, finishedAt: at('2025-10-14', '23:59:59') })).toMatchObject([
    { rule: 'V15', column: 'finishedAt' },
  ])
})

it('a receipt after today is an error, due before receipt a warning', () => {
  expect(rulesOf('dossiers', row, '2025-10-15')).toEqual([])
  expect(rulesOf('dossiers', row, '2025-10-14')).toEqual(['V15.future'])
  expect(rulesOf('dossiers', { ...row, dueAt: at('2025-10-14') })).toEqual(['V15.due'])
})

// NgayHenTraTruoc and NgayHenTraMoi of the one-stop message (DOMAIN §3.5): the day was moved from the 17th to the 24th.
it('counts dossiers whose due day was moved', () => {
  expect(rulesOf('dossiers', { ...row, firstDueAt: at('2025-10-17'), dueAt: at('2025-10-24') })).toEqual(['V15.moved'])
  expect(rulesOf('dossiers', { ...row, firstDueAt: at('2025-10-17', '08:00:00') })).toEqual([])
})
