import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fillPlaces, REFUSALS } from './refusals.ts'

/** Codes written in the readers, except in tests and in the tables themselves. */
function codesInReaders(): string[] {
  const files = readdirSync(import.meta.dirname).filter((file) => !/\.test\.ts$|^refusal/.test(file))
  const text = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')
  return [...new Set(text.match(/\bIOC_[A-Z0-9_]+/g))].sort()
}

it('every refusal of a reader has words, and no words are left over', () => {
  expect(Object.keys(REFUSALS).sort()).toEqual(codesInReaders())
})

it('a sentence names the place, and shows a dash for one that is not known', () => {
  const sentence = REFUSALS.IOC_CELL_TOO_LONG?.detail.vi ?? ''
  expect(fillPlaces(sentence, { row: 7, limit: 32_767 })).toBe('Dòng 7, cột – dài hơn 32767 ký tự.')
})
