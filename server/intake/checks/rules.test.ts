import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sayingOf, tell } from '../../../shared/sentence.ts'
import { RULES } from './list.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8')
const SEVERITY = { error: 'lỗi', warning: 'cảnh báo', notice: 'lưu ý' }

it('docs/rules.md lists every rule with its severity and both titles, and names no other', () => {
  const ids = RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const listed = [...page.matchAll(/^\| `([^`]+)` \| (lỗi|cảnh báo|lưu ý) \| (.+?) \| (.+?) \|$/gm)]
  expect(listed.map(([, id, severity, vi, en]) => ({ id, severity, vi, en }))).toEqual(
    RULES.map(({ id, severity, title: { vi, en } }) => ({ id, severity: SEVERITY[severity], vi, en })),
  )
})

it.each(RULES.map((rule) => [rule.id, rule] as const))('%s speaks both languages with the same places', (_id, rule) => {
  for (const sentence of [rule.message, ...(rule.suggestion ? [rule.suggestion] : [])]) {
    for (const language of ['vi', 'en'] as const) {
      const text = tell(sentence, language, {})
      expect(text.length).toBeGreaterThan(5)
      expect(text).toMatch(/[.?]$/)
    }
    const { vi, en } = sentence
    expect(typeof vi).toBe(typeof en)
    if (typeof vi === 'string' && typeof en === 'string') expect(placesOf(en)).toEqual(placesOf(vi))
    expect(tell(sentence, 'vi', {})).not.toBe(tell(sentence, 'en', {}))
  }
  const unmarked = /[ăâđêôơưĂÂĐÊÔƠƯ]/
  if (!['unit.ambiguous', 'flag.unknown'].includes(rule.id))
    expect(sayingOf(rule, {}).en?.message).not.toMatch(unmarked)
})

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{#?(\w+)\}/g)].map(([, name]) => String(name)).sort()
}
