import { createCalendar } from '../../../shared/calendar.ts'
import type { Row } from '../../../shared/datasets/dataset.ts'
import { completeDossier } from '../../../shared/datasets/dossiers.ts'
import { type Catalogue, createBook } from '../../../shared/measures/catalogue.ts'
import { CATALOGUE } from '../../../shared/measures/list.ts'
import type { Measure } from '../../../shared/measures/measure.ts'
import { addDays, type Day, dayOf } from '../../../shared/period.ts'
import type { Figures } from '../../figures/figures.ts'
import { openFigures } from '../../figures/open-figures.ts'
import { openCity } from '../city.ts'
import type { Random } from '../random.ts'
import type { State } from './count.ts'
import { AT_FIRST, landRows, PUT_RIGHT, UNITS } from './land.ts'
import { createMemory } from './memory.ts'

const ACTOR = { name: 'lan', role: 'officer', reason: 'campaign' } as const

/** The later definition: what was resolved without a due date counts as on time. */
const LENIENT: Catalogue = {
  measures: CATALOGUE.measures.map(
    (measure): Measure =>
      measure.id === 'dossiers.onTimeRate' && measure.kind === 'rate'
        ? {
            ...measure,
            version: measure.version + 1,
            numerator: [...measure.numerator, 'dossiers.unclassified'],
            denominator: [...measure.denominator, 'dossiers.unclassified'],
          }
        : measure,
  ),
  superseded: [...CATALOGUE.superseded, ...CATALOGUE.measures.filter(({ id }) => id === 'dossiers.onTimeRate')],
}

/** A ledger to which a random story is told, and the same story remembered in plain words. */
export interface History {
  /** The figures as the program of the moment answers them. */
  figures(): Figures
  /** Tells one more chapter; afterwards the newest seq is the last of `seqs`. */
  go(): Promise<void>
  /** The seqs of the story, oldest first. */
  seqs: number[]
  stateAt(seq: number): State
  end(): Promise<void>
}

/** Begins a story: units, a first delivery, and the clock at 10 July 2025. */
export async function beginHistory(random: Random): Promise<History> {
  const city = await openCity('2025-07-10T03:00:00Z', 'p')
  for (const dataset of ['units', 'calendar']) await city.feed(dataset, { system: true })
  await city.feed('dossiers', { id: 'mot-cua', namespace: 'p' })
  await city.feed('dossiers', { id: 'bao-cao', namespace: 'p', mode: 'replace' })
  const memory = createMemory()
  const committed: string[] = []
  const seqs: number[] = []
  const since = { land: Number.POSITIVE_INFINITY, lenient: Number.POSITIVE_INFINITY }
  const days: { seq: number; day: Day; works: boolean }[] = []
  const todays = new Map<number, Day>()
  let figures = city.figures
  const note = (seq: number) => {
    if (seqs.at(-1) !== seq) seqs.push(seq)
    todays.set(seq, dayOf(city.clock.now()))
  }
  await city.deliver('units', landRows(AT_FIRST))

  async function deliver(): Promise<void> {
    const feed = random.chance(0.75) ? 'mot-cua' : 'bao-cao'
    const rows = randomRows(random)
    const late = random.chance(0.3) ? random.below(9) : 0
    const extractedAt = new Date(city.clock.now().getTime() - late * 86_400_000).toISOString()
    const from = addDays('2025-05-01', random.below(40))
    const speaksFor = feed === 'bao-cao' && random.chance(0.8) ? { from, to: addDays(from, random.below(60)) } : null
    const how = { extractedAt, ...(speaksFor && { speaksFor: { unit: null, ...speaksFor } }) }
    const batch = await city.stage(feed, rows, how)
    const { seq } = await city.ledger.commit(batch, { within: figures.adjust, actor: ACTOR })
    memory.commit({ batch, feed, rows: rows.map((row) => completeDossier(row)), extractedAt, speaksFor }, seq)
    committed.push(batch)
    note(seq)
  }

  async function withdraw(): Promise<void> {
    const [batch] = committed.splice(random.below(committed.length), 1)
    if (batch === undefined) return
    const { seq } = await city.ledger.withdraw(batch, { within: figures.adjust, actor: ACTOR })
    memory.withdraw(batch, seq)
    note(seq)
  }

  async function other(feed: string, rows: readonly Row[]): Promise<number> {
    const batch = await city.stage(feed, rows)
    const { seq } = await city.ledger.commit(batch, { within: figures.adjust, actor: ACTOR })
    note(seq)
    return seq
  }

  async function change(): Promise<void> {
    const what = random.below(3)
    if (what === 0 && since.land === Number.POSITIVE_INFINITY) since.land = await other('units', landRows(PUT_RIGHT))
    else if (what === 1 && since.lenient === Number.POSITIVE_INFINITY) {
      figures = openFigures({ ledger: city.ledger, clock: city.clock, homeUnit: async () => 'p', catalogue: LENIENT })
      await figures.catalogue()
      since.lenient = (await city.ledger.head()).seq
      note(since.lenient)
    } else {
      const day = addDays(dayOf(city.clock.now()), random.below(6) - 1)
      const works = random.chance(0.4)
      const seq = await other('calendar', [{ day, works, name: null, source: 'campaign' }])
      days.push({ seq, day, works })
    }
  }

  return {
    figures: () => figures,
    seqs,
    async go() {
      const kind = committed.length < 2 ? 0 : random.below(10)
      if (kind < 6) await deliver()
      else if (kind < 8) await withdraw()
      else await change()
      if (random.chance(0.4)) city.clock.set(new Date(city.clock.now().getTime() + (1 + random.below(4)) * 86_400_000))
    },
    stateAt: (seq) => ({
      rows: memory.rowsAt(seq),
      land: seq >= since.land ? PUT_RIGHT : AT_FIRST,
      calendar: createCalendar(days.filter((day) => day.seq <= seq)),
      book: createBook((seq >= since.lenient ? LENIENT : CATALOGUE).measures),
      today: todays.get(seq) ?? '',
    }),
    end: () => city.end(),
  }
}

/** Rows of one delivery, each code once; the few codes of the province meet again and again. */
function randomRows(random: Random): Row[] {
  const rows = Array.from({ length: 4 + random.below(22) }, () => randomDossier(random))
  return [...new Map(rows.map((row) => [row.code, row])).values()]
}

function randomDossier(random: Random): Row {
  const received = addDays('2025-05-10', random.below(70))
  const at = (day: Day) => `${day}T${String(7 + random.below(10)).padStart(2, '0')}:30:00+07:00`
  const finished = random.chance(0.6) ? addDays(received, random.below(30)) : null
  return {
    code: `H${random.below(60)}`,
    receivingUnit: random.pick(UNITS),
    resolvingUnit: random.chance(0.3) ? random.pick(['a3', 'x', 'e', 'z']) : null,
    receivedAt: at(received),
    dueAt: random.chance(0.85) ? at(addDays(received, random.below(25))) : null,
    finishedAt: finished && at(finished),
    channel: random.pick(['online', 'direct', 'post', null]),
    status: finished ? null : random.pick([null, null, null, '1', '3', '5', '7']),
    statusAt: random.chance(0.5) ? at(addDays(received, random.below(20))) : null,
  }
}
