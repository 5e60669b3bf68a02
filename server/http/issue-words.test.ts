import { expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { toDocument } from './batch-document.ts'

const batch = {
  issues: [
    {
      rule: 'V9',
      message: 'Hai dòng cùng khoá.',
      suggestion: 'Chọn dòng được giữ.',
      repair: {
        kind: 'duplicates',
        answer: 'duplicates',
        choices: [{ value: 'first', label: 'Giữ dòng đứng trước', en: 'Keep the earlier row' }],
        open: false,
      },
      en: { message: 'Two rows have one key.', suggestion: null },
    },
  ],
  mapping: [{ sheet: 'A', skipped: 'trang ẩn', en: { skipped: 'a hidden sheet' } }],
  questions: [
    {
      id: 'dates:dueAt',
      text: 'Số nào đứng trước?',
      en: 'Which number comes first?',
      choices: [{ value: 'mdy', label: 'Tháng trước', en: 'Month first' }],
    },
  ],
  problem: { code: 'IOC_INTERNAL', title: 'Lỗi bên trong máy chủ khi kiểm tra tệp', status: 500 },
} as unknown as Batch
const asked = (language?: string) =>
  toDocument(batch, { headers: language === undefined ? {} : { 'accept-language': language } })

it('officers read Vietnamese, and are sent no second language', () => {
  const document = asked()
  expect(document.issues[0]).toMatchObject({ message: 'Hai dòng cùng khoá.', suggestion: 'Chọn dòng được giữ.' })
  expect(document.problem?.title).toBe('Lỗi bên trong máy chủ khi kiểm tra tệp')
  expect(JSON.stringify(document)).not.toMatch(/"en":|Keep the earlier|Month first|hidden sheet/)
})

it('who asks for English is sent English: faults, repairs, questions, sheets left out, refusals of our own', () => {
  const document = asked('en-GB,en;q=0.9,vi;q=0.1')
  expect(document.issues[0]).toMatchObject({ message: 'Two rows have one key.', suggestion: null })
  expect(document.issues[0]?.repair?.choices).toEqual([{ value: 'first', label: 'Keep the earlier row' }])
  expect(document.questions?.[0]).toEqual({
    id: 'dates:dueAt',
    text: 'Which number comes first?',
    choices: [{ value: 'mdy', label: 'Month first' }],
  })
  expect(document.mapping[0]?.skipped).toBe('a hidden sheet')
  expect(document.problem?.title).not.toMatch(/[ăâđêôơưạảấầộ]/)
  expect(JSON.stringify(document)).not.toContain('"en":')
})
