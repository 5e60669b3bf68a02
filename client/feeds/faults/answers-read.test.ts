import { expect, it } from 'vitest'
import { readAnswer } from './answers-read.ts'

it.each([
  ['value:status:Xong: rồi', { kind: 'value', column: 'status', text: 'Xong: rồi' }],
  ['value:status:#1f3a', { kind: 'value', column: 'status', text: null }],
  ['dates:dueAt', { kind: 'dates', column: 'dueAt', text: null }],
  ['column:Đơn vị / Tên', { kind: 'column', column: null, text: 'Đơn vị / Tên' }],
  ['encoding', { kind: 'encoding', column: null, text: null }],
])('reads what %s is about', (id, said) => {
  expect(readAnswer(id)).toEqual(said)
})
