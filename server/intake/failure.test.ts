import { expect, it } from 'vitest'
import { failureIn, failureOf } from './failure.ts'

it('says of an error of the reader what it was and where, and nothing of the cell that its message holds', () => {
  const error = Object.assign(new TypeError('cannot read "Nguyễn Văn Mẫu\n    at 012345678901.ts:1:1"'), {
    code: 'ERR_X',
  })
  const said = failureOf(error)
  expect(said).toMatch(/^TypeError ERR_X .*failure\.test\.ts:\d+:\d+/)
  expect(said).not.toMatch(/Mẫu|cannot/)
  expect(failureOf('Nguyễn Văn Mẫu')).toBe('string')
})

it('says of what a dying process wrote the kind alone', () => {
  expect(failureIn('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory')).toBe(
    'out of memory',
  )
  expect(failureIn('x.ts:1\nthrow\n\nRangeError: Nguyễn Văn Mẫu\n')).toBe('RangeError')
  expect(failureIn('Nguyễn Văn Mẫu')).toBe('no answer')
})
