import { describe, expect, it } from 'vitest'
import { USUAL } from '../limits.ts'
import { BadJson, readJsonText } from './json.ts'

const read = (text: string) => readJsonText(Buffer.from(text))
const { bodyDepth, bodyNames, bodyTextBytes } = USUAL
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('a JSON body', () => {
  it('passes as it is when nothing is wrong with it', () => {
    const text = '{"a":{"b":1},"c":[{"b":1},{"b":2}],"đ":"\\"a\\": {"}'
    expect(read(text)).toBe(text)
  })

  it.each([
    ['{"a":1,"b":2,"a":3}', '"a"'],
    ['{"a":1,"\\u0061":2}', '"a"'],
    ['[{"rows":[{"x":1 , "x" : 2}]}]', '"x"'],
  ])('may not hold a name twice in one object: %s', (text, name) => {
    expect(() => read(text)).toThrow(name)
  })

  it('may be nested 20 deep and no deeper', () => {
    for (const depth of [bodyDepth - 1, bodyDepth]) expect(read(nested(depth))).toBe(nested(depth))
    expect(() => read(nested(bodyDepth + 1))).toThrow(BadJson)
    expect(() => read('['.repeat(100_000))).toThrow(BadJson)
  })

  it('may have 100 names in one object and no more', () => {
    const named = (count: number) => `{${Array.from({ length: count }, (_, i) => `"n${i}":1`).join()}}`
    for (const count of [bodyNames - 1, bodyNames]) expect(read(named(count))).toBe(named(count))
    expect(() => read(named(bodyNames + 1))).toThrow('more than 100 names')
  })

  it.each(['a', 'ễ'])('may hold a text of 32 KiB and no more: %s', (letter) => {
    const long = (bytes: number) => JSON.stringify(letter.repeat(Math.floor(bytes / Buffer.byteLength(letter))))
    for (const bytes of [bodyTextBytes - 3, bodyTextBytes]) expect(read(long(bytes))).toBe(long(bytes))
    expect(() => read(long(bodyTextBytes + 3))).toThrow('longer than 32768 bytes')
  })

  it('has no byte order mark', () => {
    expect(() => read('\uFEFF{}')).toThrow('byte order mark')
  })

  it('is UTF-8', () => {
    expect(() => readJsonText(Buffer.from([0x22, 0xff, 0x22]))).toThrow('UTF-8')
  })

  it('is refused when a text in it does not end', () => {
    expect(() => read('{"a":"b')).toThrow('does not end')
  })
})
