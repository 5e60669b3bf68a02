import { expect, it } from 'vitest'
import type { Receipt } from '../../../shared/receipt.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { sentenceOf } from './sentence.ts'

const receipt = {
  asOf: { seq: 18204, now: '2026-11-23T01:41:00Z', committedAt: null },
  definition: { id: 'dossiers.onTimeRate', title: { vi: 'Tỷ lệ giải quyết đúng hạn', en: 'On-time rate' } },
  figure: { value: 1206 / 1223, numerator: 1206, denominator: 1223 },
  feeds: [
    { title: 'Một cửa điện tử', rows: 1223, sample: false },
    { title: 'Báo cáo tháng', rows: 0, sample: true },
  ],
} as unknown as Receipt
const about = { name: 'Xã Đông Thái', days: 'tháng 10/2026', words: wordsOf('vi'), locale: 'vi' } as const

it('names figure, unit, days, state and the sources that counted', () => {
  // 1,206 of 1,223 = 98.61 %; 01:41 UTC is 08:41 in Việt Nam
  expect(sentenceOf(receipt, about)?.replaceAll('\u00a0', ' ')).toBe(
    'Tỷ lệ giải quyết đúng hạn của Xã Đông Thái, tháng 10/2026: 98,6 % (1.206/1.223), tính đến phiên số liệu 18.204 lúc 08:41 ngày 23/11/2026. Nguồn: Một cửa điện tử.',
  )
})

it('says that sample data are no real figures, and an estimate one', () => {
  const feeds = receipt.feeds.map((feed) => ({ ...feed, sample: true }))
  const said = sentenceOf({ ...receipt, feeds, figure: { ...receipt.figure, estimated: true } }, about)
  expect(said).toContain('Số ước tính. Dữ liệu mô phỏng, không phải số liệu thật.')
})

it('has no sentence for what is no figure', () => {
  expect(sentenceOf({ ...receipt, figure: { value: null, none: 'noData' } }, about)).toBeNull()
})
