import type { Dataset } from './dataset.ts'

/** The deliveries that feeds owe, as something to count and split by feed. Nobody delivers rows of it: the ledger itself knows them. */
export const feedDeliveries: Dataset = {
  id: 'feeds',
  title: { vi: 'Nguồn dữ liệu', en: 'Feeds' },
  mode: 'upsert',
  key: ['feed'],
  unitColumns: [],
  lookup: 'tree',
  dimensions: { feed: 'feed' },
  columns: [{ name: 'feed', kind: 'name', title: { vi: 'Nguồn', en: 'Feed' } }],
}
