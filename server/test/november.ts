import { type City, openCity, SMALL_TREE } from './city.ts'

/** Nine in the morning of a day. */
export const at = (day: string) => `${day}T09:00:00+07:00`

/** A dossier of commune a. */
export const dossier = (code: string, receivedOn: string, more: Record<string, string | boolean> = {}) => ({
  code,
  receivingUnit: 'a',
  receivedAt: at(receivedOn),
  ...more,
})

export const NOVEMBER = { name: '2026-11' }

/**
 * A city on 18 November 2026 whose month can be counted on fingers: every way in which a dossier counts or does not. Seq 1
 * the measures, 2 the units, 3 and 4 the deliveries.
 */
export async function openNovember(): Promise<City> {
  const city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers', { id: 'igate', title: 'Một cửa điện tử', owner: 'Văn phòng UBND' })
  await city.feed('dossiers', { id: 'land', title: 'Đất đai' })
  await city.feed('dossier-reports')
  await city.feed('index-scores')
  // Twelve dossiers of commune a in November, as the one-stop system has them:
  await city.deliver(
    'igate',
    [
      dossier('1', '2026-11-02', { dueAt: at('2026-11-10'), finishedAt: at('2026-11-05') }), // early
      dossier('2', '2026-11-02', { dueAt: at('2026-11-10'), finishedAt: at('2026-11-10') }), // on its day
      dossier('3', '2026-11-02', { dueAt: at('2026-11-10'), finishedAt: at('2026-11-12') }), // two days late
      dossier('4', '2026-11-03', { finishedAt: at('2026-11-06') }), // no due date
      dossier('5', '2026-11-03', { status: '7', statusAt: at('2026-11-04'), dueAt: at('2026-11-10') }), // withdrawn
      dossier('6', '2026-11-03', { status: '3', dueAt: at('2026-11-10') }), // refused
      dossier('7', '2026-11-03', { status: '1', dueAt: at('2026-11-10') }), // only registered
      dossier('8', '2026-11-04', { status: '5', statusAt: at('2026-11-09'), dueAt: at('2026-11-10') }), // paused
      dossier('9', '2026-11-04', { dueAt: at('2026-11-13') }), // open, overdue since the 14th
      dossier('10', '2026-11-05', { dueAt: at('2026-11-16') }), // open, overdue since the 17th
      dossier('11', '2026-11-05', { dueAt: at('2026-11-19') }), // open, due tomorrow
      dossier('12', '2026-11-06'), // open, no due date
    ],
    { file: 'thang-11.xlsx' },
  )
  // … and one of commune b from another system, pushed.
  await city.deliver('land', [
    { ...dossier('21', '2026-11-09', { dueAt: at('2026-11-12'), finishedAt: at('2026-11-11') }), receivingUnit: 'b' },
  ])
  return city
}
