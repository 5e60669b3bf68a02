import { expect, it } from 'vitest'
import { ALPHABET } from '../../../fixtures/forms/encodings.ts'
import { toNfc } from './nfc.ts'

it('composes long texts as the standard does', () => {
  const apart = ALPHABET.join(' ').repeat(20).normalize('NFD')
  expect(apart.length).toBeGreaterThan(5_000)
  expect(toNfc(apart)).toBe(apart.normalize('NFC'))
  const crowded = `${apart}${'a\u0323\u0302'.repeat(500)}`
  expect(toNfc(crowded)).toBe(crowded.normalize('NFC'))
})

it('loses no mark and no letter where somebody piled them up', () => {
  const marks = '\u0301\u0323'.repeat(50_000)
  const piled = `Hà Nội${marks} xã ${marks}Tân Hoa\u0300`
  const composed = toNfc(piled)
  expect(composed.startsWith('Hà Nộ')).toBe(true)
  expect(composed.endsWith('Tân Hoà')).toBe(true)
  const count = (text: string) => text.normalize('NFKD').match(/\u0301/g)?.length
  expect(count(composed.slice(0, 20_000))).toBeGreaterThan(9_000)
  expect(composed.replace(/\p{M}/gu, '').length).toBeLessThan(40)
})
