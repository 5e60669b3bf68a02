import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS } from '../../../shared/audit.ts'
import { LOCALES } from '../../format/locale.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { actionGroups, filterFrom, withField } from './audit-filter.ts'
import { actionTitle, kindTitle } from './audit-words.ts'
import { detailLines } from './detail-lines.ts'

describe('the words of the audit', () => {
  it.each(LOCALES)('name every action in %s, each by its own sentence', (locale) => {
    const words = wordsOf(locale)
    const said = AUDIT_ACTIONS.map((action) => actionTitle(action, words))
    for (const [index, text] of said.entries()) {
      expect(text).not.toContain('adminAudit.')
      expect(text).not.toBe(AUDIT_ACTIONS[index])
    }
    expect(new Set(said).size).toBe(AUDIT_ACTIONS.length)
  })

  it.each(LOCALES)('name every group of actions in %s', (locale) => {
    const words = wordsOf(locale)
    for (const group of actionGroups().keys()) expect(words.has(`adminAudit.groups.${group}` as never)).toBe(true)
  })

  it('show an action or kind of a newer server by its id', () => {
    expect(actionTitle('moon.landed', wordsOf('vi'))).toBe('moon.landed')
    expect(kindTitle('moon', wordsOf('vi'))).toBe('moon')
  })
})

describe('the filter of the audit in the address', () => {
  it('is read from it, without what makes no sense', () => {
    const params = new URLSearchParams('actor= mai &action=batch.committed&from=2026-11-01&to=yesterday&x=1')
    expect(filterFrom(params)).toEqual({ actor: 'mai', action: 'batch.committed', from: '2026-11-01' })
    expect(filterFrom(new URLSearchParams('action=moon.landed'))).toEqual({})
  })

  it('is written into it one field at a time', () => {
    const params = new URLSearchParams('lang=en&actor=mai')
    expect(`${withField(params, 'from', '2026-11-01')}`).toBe('lang=en&actor=mai&from=2026-11-01')
    expect(`${withField(params, 'actor', '')}`).toBe('lang=en')
  })
})

describe('the detail of a line', () => {
  it('is listed with the way to each value', () => {
    const detail = { role: { before: 'analyst', after: 'officer' }, ranges: ['10.0.0.0/8'], nothing: {}, seq: 7 }
    expect(detailLines(detail)).toEqual([
      { name: 'role.before', value: 'analyst' },
      { name: 'role.after', value: 'officer' },
      { name: 'ranges', value: ['10.0.0.0/8'] },
      { name: 'nothing', value: {} },
      { name: 'seq', value: 7 },
    ])
  })
})
