import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIMIT_AREAS } from './limit.ts'
import { LIMIT_NAMES, LIMITS, readLimits, settingOf, USUAL } from './limits.ts'

const DOCUMENT = join(import.meta.dirname, '../docs/limits.md')

function problemsOf(env: Record<string, string>): string[] {
  const problems: string[] = []
  readLimits(env, problems)
  return problems
}

const settable = LIMIT_NAMES.filter((name) => !('fixed' in LIMITS[name]))

describe('a limit', () => {
  it.each(LIMIT_NAMES)('%s lies between its own bounds and says what it is in both languages', (name) => {
    const { least, usual, most, meaning } = LIMITS[name]
    expect(least <= usual && usual <= most).toBe(true)
    expect(meaning.vi).not.toBe(meaning.en)
  })

  it.each(settable)('%s is taken from its setting at both bounds, and refused beyond them', (name) => {
    const { least, most } = LIMITS[name]
    const setting = settingOf(name)
    for (const value of [least, most]) expect(readLimits({ [setting]: String(value) }, [])[name]).toBe(value)
    for (const value of [least - 1, most + 1]) expect(problemsOf({ [setting]: String(value) })).toHaveLength(1)
  })

  it('is a whole number written in digits; a refusal names the setting, never the value', () => {
    const setting = settingOf('queryMs')
    for (const text of ['5s', '-1', '1e3', '0x10', '5000.5', 'NaN'])
      expect(problemsOf({ [setting]: text })).toEqual([`${setting} must be a whole number from 500 to 60000`])
  })

  it('that is misspelt or fixed keeps the program from starting', () => {
    expect(problemsOf({ IOC_LIMIT_QUERY_SECONDS: '5' })).toEqual(['IOC_LIMIT_QUERY_SECONDS is no setting'])
    expect(problemsOf({ [settingOf('queryDimensions')]: '4' })).toHaveLength(1)
  })

  it('is usual where its setting is absent or empty', () => {
    expect(readLimits({ [settingOf('rows')]: '' }, [])).toEqual(USUAL)
  })
})

describe('docs/limits.md', () => {
  it('lists every limit under its area with its setting, bounds and meaning', () => {
    const written = LIMIT_AREAS.flatMap((area) => [
      `### ${area}`,
      ...LIMIT_NAMES.filter((name) => LIMITS[name].area === area).map((name) => {
        const { unit, usual, least, most, meaning } = LIMITS[name]
        const setting = 'fixed' in LIMITS[name] ? 'fixed' : `\`${settingOf(name)}\``
        return `| ${setting} | ${meaning.en} | ${usual} | ${least}–${most} | ${unit} |`
      }),
    ])
    const lines = readFileSync(DOCUMENT, 'utf8').split('\n')
    expect(lines.filter((line) => /^(### |\| (`IOC_LIMIT|fixed))/.test(line))).toEqual(written)
  })
})
