import { expect, it } from 'vitest'
import type { FeedItem } from '../../../shared/api.ts'
import { filterFeeds, sortFeeds } from './order.ts'

const feed = (id: string, over: Partial<FeedItem> = {}): FeedItem => ({
  id,
  title: id,
  dataset: 'dossiers',
  owner: null,
  unit: null,
  unitName: null,
  mode: 'upsert',
  cadence: null,
  sample: false,
  lastReceivedAt: null,
  expectedBy: null,
  state: 'onTime',
  coversTo: null,
  ...over,
})
const ids = (feeds: readonly FeedItem[]) => feeds.map(({ id }) => id)
const all = { search: '', standing: '', dataset: '' }

it('puts silent sources first, then late ones, then those that never sent, by name', () => {
  const feeds = [
    feed('dung-han'),
    feed('chua-gui', { state: 'never' }),
    feed('tre-b', { state: 'late', title: 'Xã Ô Lâm' }),
    feed('tre-a', { state: 'late', title: 'Xã Đông Thái' }),
    feed('im-lang', { state: 'silent' }),
  ]
  expect(ids(sortFeeds(feeds, 'state', false))).toEqual(['im-lang', 'tre-a', 'tre-b', 'chua-gui', 'dung-han'])
})

it('sorts by share of units and by moment, with what is unknown last both ways', () => {
  const feeds = [
    feed('a', {
      reporting: { period: '2026-10', expected: 102, reported: 98 },
      lastReceivedAt: '2026-11-20T08:00:00+07:00',
    }),
    feed('b', { lastReceivedAt: '2026-11-20T02:00:00Z' }),
    feed('c', { reporting: { period: '2026-10', expected: 4, reported: 4 } }),
  ]
  expect(ids(sortFeeds(feeds, 'reporting', false))).toEqual(['a', 'c', 'b'])
  expect(ids(sortFeeds(feeds, 'reporting', true))).toEqual(['c', 'a', 'b'])
  // 02:00 UTC is 09:00 in Việt Nam, an hour after eight.
  expect(ids(sortFeeds(feeds, 'received', false))).toEqual(['a', 'b', 'c'])
})

it('finds sources without accents by title, unit, owner and kind of data, and by state', () => {
  const feeds = [
    feed('x', { title: 'Một cửa Đông Thái', unitName: 'Xã Đông Thái', owner: 'lan', state: 'late' }),
    feed('y', { title: 'Điểm 766', dataset: 'index-scores' }),
  ]
  expect(ids(filterFeeds(feeds, { ...all, search: 'dong thai' }, 'vi'))).toEqual(['x'])
  expect(ids(filterFeeds(feeds, { ...all, search: 'LAN' }, 'vi'))).toEqual(['x'])
  expect(ids(filterFeeds(feeds, { ...all, search: 'ho so thu tuc' }, 'vi'))).toEqual(['x'])
  expect(ids(filterFeeds(feeds, { ...all, standing: 'onTime' }, 'vi'))).toEqual(['y'])
  expect(ids(filterFeeds(feeds, { ...all, dataset: 'index-scores', search: 'diem' }, 'vi'))).toEqual(['y'])
})
