import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Settings } from '../config.ts'
import { ERRORS } from '../errors.ts'

const SERVER = join(import.meta.dirname, '..')
const DOCUMENT = join(SERVER, '../docs/errors.md')

/** Settings and what tests and tools read from their environment: no codes. */
const NO_CODES = [/^IOC_REAL_DIR$/, /^IOC_DEV_/, /^IOC_LIMIT_/]

const codes = Object.keys(ERRORS).sort()
const isSetting = (name: string) =>
  name.replace(/_FILE$/, '') in Settings.properties || NO_CODES.some((pattern) => pattern.test(name))

function mentioned(): string[] {
  const texts = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(SERVER, file), 'utf8'))
  const names = texts.flatMap((text) => text.match(/\bIOC_[A-Z0-9_]*[A-Z0-9]\b/g) ?? [])
  return [...new Set(names)].filter((name) => !isSetting(name)).sort()
}

describe('the table of refusals', () => {
  it('has every code that the server uses, and none that it does not', () => {
    expect(codes).toEqual(mentioned())
  })

  it('says each in Vietnamese and English, with a status of 400 or more', () => {
    for (const [code, { status, title }] of Object.entries(ERRORS)) {
      expect([code, title.vi.length > 0 && title.en.length > 0 && title.vi !== title.en]).toEqual([code, true])
      expect([code, status >= 400 && status < 600]).toEqual([code, true])
    }
  })

  it('is the list of the document, with the same status', () => {
    const lines = readFileSync(DOCUMENT, 'utf8').matchAll(/^\| `(IOC_[A-Z0-9_]+)` \| (\d{3}) \| .+ \| .+ \|$/gm)
    const documented = [...lines].map(([, code, status]) => [code, Number(status)])
    expect(documented.sort()).toEqual(codes.map((code) => [code, ERRORS[code]?.status]))
  })
})
