import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ELSEWHERE, NOT_BUILT } from '../http-corpus/elsewhere.ts'
import { LINES } from '../http-corpus/lines.ts'
import { UPLOADS } from './uploads.ts'

const ROOT = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const ROWS = [...read('docs/corpus.md').matchAll(/^\| ([UAB]\d+) \|.*\| (?:`([^`]+)`|(not \w+)) \|$/gm)].map(
  ([, id = '', test, none]) => ({ id, test, none }),
)
const range = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `${letter}${from + at}`)

it('lists every line of the corpus once', () => {
  const lines = [...range('U', 1, 69), ...range('A', 1, 14), ...range('A', 20, 34), ...range('B', 1, 7)]
  expect(ROWS.map(({ id }) => id).toSorted()).toEqual(lines.toSorted())
})

it('names for each line the test that sends it', () => {
  const calls = new Set([...LINES.map(({ id }) => id), ...Object.keys(ELSEWHERE)])
  const lost = ROWS.filter(({ id, test }) => {
    if (test === undefined) return false
    if (test.endsWith('corpus/files.test.ts')) return !UPLOADS.has(id)
    return !calls.has(id) && !new RegExp(`\\b${id}\\b`).test(read(test))
  })
  expect(lost).toEqual([])
  expect([...UPLOADS.keys()].filter((id) => /^[UB]/.test(id) && !ROWS.some((row) => row.id === id))).toEqual([])
})

it('says of what has no test that it has none', () => {
  const none = ROWS.filter((row) => row.none !== undefined).map(({ id, none }) => [id, none])
  expect(none).toEqual([
    ['U65', 'not built'],
    ['U69', 'not tested'],
    ['A14', 'not built'],
  ])
  expect(NOT_BUILT).toHaveProperty('A14')
})
