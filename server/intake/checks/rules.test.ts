import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RULES } from './list.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8')

it('every rule has its own id and its line in docs/rules.md, and the page names no other', () => {
  const ids = RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const listed = [...page.matchAll(/^\| `([^`]+)` \| (?:lỗi|cảnh báo|lưu ý) \|/gm)].map(([, id]) => id)
  expect(listed.sort()).toEqual([...ids].sort())
})
