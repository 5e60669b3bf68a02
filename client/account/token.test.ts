import { expect, it } from 'vitest'
import { tokenOf } from './token.ts'

it.each([
  ['http://127.0.0.1:8080/sign-in#aB3_x-9', 'aB3_x-9'],
  ['  https://ioc.example/sign-in#aB3_x-9\n', 'aB3_x-9'],
  ['#aB3_x-9', 'aB3_x-9'],
  ['aB3_x-9', 'aB3_x-9'],
  ['https://ioc.example/sign-in#', ''],
  ['', ''],
  ['#%E0%A4%A', '%E0%A4%A'],
])('reads the token of %j', (pasted, token) => {
  expect(tokenOf(pasted)).toBe(token)
})
