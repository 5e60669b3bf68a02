import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Lines of the table: number, the control, the tests. */
const LINES = [...read('docs/threat-model.md').matchAll(/^\| (T\d+) \|[^|]*\|[^|]*\|([^|]*)\|([^|]*)\|$/gm)].map(
  ([, id = '', control = '', tests = '']) => ({ id, control, tests }),
)

describe('the threat model', () => {
  it('has a line for each threat of the bar', () => {
    const numbers = Array.from({ length: 44 }, (_, at) => `T${at + 1}`).filter((id) => id !== 'T7')
    expect(LINES.map(({ id }) => id)).toEqual(numbers)
  })

  it.each(LINES)('$id names controls and tests that exist, or says that nothing is built', ({ control, tests }) => {
    for (const [, path = ''] of control.matchAll(/`((?:server|client|\.ci)\/[^`]*)`/g))
      expect([path, existsSync(join(ROOT, path))]).toEqual([path, true])
    const named = tests.split('; ').filter((test) => test.includes('›'))
    if (named.length === 0) expect(control).toContain('**not built**')
    for (const test of named) {
      const [, path = '', name = ''] = /`([^`]+)` › (.+?)\s*$/.exec(test) ?? []
      expect([path, name, read(path).includes(name)]).toEqual([path, name, true])
    }
  })
})
