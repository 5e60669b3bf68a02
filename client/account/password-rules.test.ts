import { expect, it } from 'vitest'
import { brokenRule, rulesOf } from './password-rules.ts'

it('takes a long sentence', () => {
  expect(brokenRule(rulesOf('mưa rơi trên bến Ninh Kiều', ['tran.mai', 'Trần Thị Mai']))).toBeNull()
})

it('counts characters, not bytes or code units', () => {
  expect(rulesOf('ễễễ', []).length).toBe(3)
  expect(rulesOf('e\u0302\u0303', []).length).toBe(1)
  expect(rulesOf('🌾🌾', []).length).toBe(2)
})

it('wants 12 to 128 characters', () => {
  expect(rulesOf('a'.repeat(11), []).isLong).toBe(false)
  expect(rulesOf('a'.repeat(12), []).isLong).toBe(true)
  expect(rulesOf('a'.repeat(128), []).isShort).toBe(true)
  expect(rulesOf('a'.repeat(129), []).isShort).toBe(false)
})

it.each(['xin chào tran.mai 2026', 'tran thi mai la toi', 'TRẦN THỊ MAI là tôi'])(
  'finds the name in %j',
  (password) => {
    expect(rulesOf(password, ['tran.mai', 'Trần Thị Mai']).isOwn).toBe(false)
  },
)

it('does not look for words that stand in many others', () => {
  expect(rulesOf('mai này ra đồng gặt', ['mai', 'Trần Mai Anh']).isOwn).toBe(true)
})

it('names the first rule that is not met', () => {
  expect(brokenRule(rulesOf('ngắn', []))).toBe('short')
  expect(brokenRule(rulesOf('a'.repeat(129), []))).toBe('long')
  expect(brokenRule(rulesOf('tôi là Trần Thị Mai', ['Trần Thị Mai']))).toBe('own')
})
