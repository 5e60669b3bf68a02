import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS } from '../../../shared/audit.ts'
import { LOCALES } from '../../format/locale.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { actionGroups, filterFrom, withField } from './audit-filter.ts'
import { actionTitle, kindTitle } from './audit-words.ts'
import { detailLines } from './detail-lines.ts'
import { detailName, detailText } from './detail-text.ts'

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
    const detail = { rows: { new: 3, stale: 0 }, ranges: ['10.0.0.0/8'], nothing: {}, seq: 7 }
    expect(detailLines(detail)).toEqual([
      { name: 'rows.new', value: 3 },
      { name: 'rows.stale', value: 0 },
      { name: 'ranges', value: ['10.0.0.0/8'] },
      { name: 'nothing', value: {} },
      { name: 'seq', value: 7 },
    ])
  })

  it('names of a change only what became another', () => {
    const detail = {
      user: 'mai',
      before: { role: 'analyst', unit: null, disabled: false },
      after: { role: 'officer', unit: null, disabled: false },
    }
    expect(detailLines(detail)).toEqual([
      { name: 'user', value: 'mai' },
      { name: 'role', value: 'officer', before: 'analyst' },
    ])
  })

  it('is said in the words of the page, moments by the clock of Việt Nam', () => {
    const words = wordsOf('vi')
    const say = (name: string, value: unknown) => detailText(name, value, words, (id) => `Xã ${id}`)
    expect(detailName('rows.new', words)).toBe('dòng · mới')
    expect(detailName('rows.moon', words)).toBe('dòng · moon')
    expect(say('role', 'officer')).toBe('Cán bộ dữ liệu')
    expect(say('unit', 'Đông Thái')).toBe('Xã Đông Thái')
    expect(say('until', '2026-11-25T08:49:43.354Z')).toBe('25/11/2026 15:49')
    expect(say('ranges', [])).toBe('không có')
    expect(say('disabled', true)).toBe('có')
  })
})
