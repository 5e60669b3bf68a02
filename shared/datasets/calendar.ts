import type { Dataset } from './dataset.ts'

/** Days whose office hours differ from their weekday: holidays off, swapped Saturdays on. */
export const calendarDays: Dataset = {
  id: 'calendar',
  title: { vi: 'Lịch làm việc', en: 'Working calendar' },
  mode: 'upsert',
  key: ['day'],
  unitColumns: [],
  dateColumn: 'day',
  lookup: 'tree',
  dimensions: {},
  columns: [
    { name: 'day', kind: 'day', required: true, title: { vi: 'Ngày', en: 'Day' } },
    { name: 'works', kind: 'flag', required: true, title: { vi: 'Làm việc', en: 'Working day' } },
    { name: 'name', kind: 'name', title: { vi: 'Tên ngày', en: 'Name' }, headers: ['Ngày lễ'] },
    { name: 'source', kind: 'name', title: { vi: 'Căn cứ', en: 'Source' } },
  ],
}
