import { describe, expect, it } from 'vitest'
import { BadJson, MAX_DEPTH, readJsonText } from './json.ts'

const read = (text: string) => readJsonText(Buffer.from(text))
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

  it(`may be nested ${MAX_DEPTH} deep and no deeper`, () => {
    expect(read(nested(MAX_DEPTH))).toBe(nested(MAX_DEPTH))
    expect(() => read(nested(MAX_DEPTH + 1))).toThrow(BadJson)
    expect(() => read('['.repeat(100_000))).toThrow(BadJson)
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
