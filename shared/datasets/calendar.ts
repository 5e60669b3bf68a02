import type { Dataset } from './dataset.ts'

/**
 * Days whose office hours differ from their weekday: holidays off, swapped Saturdays on. `hours` is written
 * `07:00-11:30,13:30-17:00`; empty = the usual hours.
 */
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
    {
      name: 'hours',
      kind: 'name',
      title: { vi: 'Giờ làm việc', en: 'Office hours' },
      headers: ['Thời gian làm việc'],
    },
    { name: 'name', kind: 'name', title: { vi: 'Tên ngày', en: 'Name' }, headers: ['Ngày lễ'] },
    { name: 'source', kind: 'name', title: { vi: 'Căn cứ', en: 'Source' } },
  ],
}
