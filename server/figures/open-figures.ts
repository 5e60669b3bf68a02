import type { Answer, AsOf } from '../../shared/answer.ts'
import { type CalendarDay, createCalendar, type WorkingCalendar } from '../../shared/calendar.ts'
import { calendarDays } from '../../shared/datasets/calendar.ts'
import { type Catalogue, createBook, type MeasureBook, measuresIn } from '../../shared/measures/catalogue.ts'
import { CATALOGUE } from '../../shared/measures/list.ts'
import type { Query } from '../../shared/query.ts'
import { type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Ledger, Reading, View } from '../ledger/ledger.ts'
import { figureRows } from './answer.ts'
import { changedRows, changeOf } from './change.ts'
import { type Context, createContext } from './context.ts'
import { deliveredFigures } from './delivered.ts'
import { effectOf } from './effect.ts'
import { BadQuery, RowsNotAllowed } from './errors.ts'
import { createFeedDesk } from './feed-desk.ts'
import type { Figures } from './figures.ts'
import { finish } from './finish.ts'
import { sourceStates, sourcesOf } from './freshness.ts'
import { createGovernor, type Governor } from './governor.ts'
import { onlyMeasure } from './one-measure.ts'
import { pageOf } from './order.ts'
import { datasetsOf, reachOf } from './reach.ts'
import { receiptOf } from './receipt.ts'
import { reconcile } from './reconcile.ts'
import { type QuerySize, resolve } from './resolve.ts'
import { bringInLine, createAdjust, versionsAt } from './rollup-table.ts'
import { receiptRows } from './rows.ts'
import { createSeqMemory } from './seq-memory.ts'
import type { State, Tools } from './tools.ts'
import { verify } from './verify.ts'
import { whileAsked } from './while-asked.ts'
import { workbenchOf } from './workbench.ts'

/** What figures are made of. */
export interface FiguresOptions {
  ledger: Ledger
  clock: Clock
  /** The unit that this installation serves; asked anew each time, for it is chosen after the first start. */
  homeUnit: () => Promise<string | null>
  /** A statement is cut after this time. */
  timeoutMs?: number
  /** Lets questions in; else four at once and 32 that wait. */
  govern?: Governor
  /** How much one question may ask for. */
  size?: QuerySize
  /** What measures mean; else as this program defines them. */
  catalogue?: Catalogue
}

/** Opens the figures over a ledger; `catalogue()` must have run once before the first commit. */
export function openFigures(options: FiguresOptions): Figures {
  const { ledger, clock, homeUnit, timeoutMs = 5000, catalogue = CATALOGUE } = options
  const newest = createBook(catalogue.measures)
  const { govern = createGovernor(), size } = options
  const memory = createSeqMemory()
  const readWhile =
    (signal?: AbortSignal): Tools['read'] =>
    (scope, work, patience = 1) =>
      govern(
        () => ledger.read(scope, (reading) => work(whileAsked(reading, signal)), { timeoutMs: timeoutMs * patience }),
        signal,
      )
  const read = readWhile()

  async function contextFor(reading: Reading, query: Query, scope: Scope, view?: View): Promise<Context> {
    return contextOf(reading, query, scope, await stateOf(reading, query.at, scope), view)
  }

  /** What is remembered serves callers of every scope: it is never read behind the wall of one of them. */
  function recall<T>(
    seq: number,
    name: string,
    { reading, scope }: { reading: Reading; scope: Scope },
    work: (open: Reading) => Promise<T>,
  ): Promise<T> {
    return memory.recall(seq, name, () =>
      scope.units === 'all' ? work(reading) : ledger.read(SYSTEM_SCOPE, work, { timeoutMs }),
    )
  }

  async function stateOf(reading: Reading, at: Query['at'], scope: Scope): Promise<State> {
    const { seq, now } = await momentOf(at, reading)
    const from = { reading, scope }
    return {
      seq,
      now,
      set: await memory.recall(seq, 'units', () => ledger.units(seq)),
      home: await homeUnit(),
      book: await recall(seq, 'definitions', from, (open) => bookAt(open, seq)),
      calendar: await recall(seq, 'calendar', from, (open) => calendarAt(open, seq)),
      feeds: await ledger.feeds({ ...scope, units: 'all' }, at === undefined ? undefined : now),
      deliveries: await recall(seq, 'deliveries', from, (open) => ledger.deliveries(open, seq)),
    }
  }

  function contextOf(reading: Reading, query: Query, scope: Scope, state: State, view?: View): Context {
    const { seq, set, calendar, feeds, deliveries } = state
    return createContext({
      reading,
      resolved: resolve(query, state, scope, size),
      set,
      view: view ?? { seq },
      rolled: view === undefined && seq === reading.seq && seq > 0 && state.book === newest,
      calendar,
      feeds,
      deliveries,
      arrivals: () => recall(seq, 'arrivals', { reading, scope }, (open) => ledger.arrivals(open, seq)),
      remember: (name, work) => (view === undefined ? recall(seq, name, { reading, scope }, work) : work(reading)),
    })
  }

  async function bookAt(reading: Reading, seq: number): Promise<MeasureBook> {
    const measures = measuresIn(catalogue, await versionsAt(ledger, reading, seq))
    return measures === catalogue.measures ? newest : createBook(measures)
  }

  async function momentOf(at: Query['at'], reading: Reading): Promise<{ seq: number; now: Date }> {
    if (at === undefined) return { seq: reading.seq, now: clock.now() }
    if ('time' in at) {
      const now = new Date(at.time)
      if (Number.isNaN(now.getTime())) throw new BadQuery(`"at.time" không phải là thời điểm: ${at.time}`)
      return { seq: Math.min(await ledger.seqAt(now), reading.seq), now }
    }
    if (at.seq > reading.seq) throw new BadQuery(`phiên số liệu ${at.seq} chưa có; mới nhất là ${reading.seq}`)
    return { seq: at.seq, now: (await ledger.commitTime(at.seq)) ?? clock.now() }
  }

  async function asOf(reading: Reading, { resolved: { seq, now } }: Parameters<Tools['asOf']>[1]): Promise<AsOf> {
    const committedAt =
      seq === reading.seq ? reading.committedAt : ((await ledger.commitTime(seq))?.toISOString() ?? null)
    return { seq, now: now.toISOString(), committedAt }
  }

  async function answer(query: Query, scope: Scope, signal?: AbortSignal): Promise<Answer> {
    return readWhile(signal)(scope, async (reading) => {
      const context = await contextFor(reading, query, scope)
      const { resolved, set, feeds, deliveries, calendar } = context
      const { now } = resolved
      const measures = resolved.measures.map((measure) => measure.id)
      const rows = await finish(await figureRows(context, query.empty ?? false), context, query)
      const page = pageOf(rows, { ...query, by: resolved.by, measures })
      return {
        asOf: await asOf(reading, context),
        ...page,
        sources: sourceStates(sourcesOf(feeds, datasetsOf(resolved, query), set, resolved), deliveries, calendar, now),
      }
    })
  }

  const toolsWhile = (signal?: AbortSignal): Tools => {
    return { ledger, clock, read: readWhile(signal), contextFor, stateOf, contextOf, asOf }
  }
  return {
    answer,
    receipt: async (query, scope, signal) => receiptOf(toolsWhile(signal), query, wholeFigures(scope)),
    change: async (asked, scope, signal) => changeOf(toolsWhile(signal), asked, wholeFigures(scope)),
    changeRows: async (asked, scope, signal) => changedRows(toolsWhile(signal), asked, wholeFigures(scope)),
    workbench: async (asked, scope, signal) => workbenchOf(toolsWhile(signal), asked, wholeFigures(scope)),
    reconcile: async (query, scope, signal) => reconcile(toolsWhile(signal), query, wholeFigures(scope)),
    verify: () => verify(toolsWhile()),
    rows: async (query, scope, signal) =>
      readWhile(signal)(wholeFigures(scope), async (reading) => {
        const context = await contextFor(reading, onlyMeasure(query), scope)
        return { asOf: await asOf(reading, context), ...(await receiptRows(context, query, ledger)) }
      }),
    effect: async (batch, kind, scope) =>
      govern(() =>
        effectOf(
          { ledger, batch, kind, scope: wholeFigures(scope), now: clock.now(), contextFor },
          { timeoutMs: timeoutMs * 4 },
        ),
      ),
    delivered: async (batch, scope) => deliveredFigures(toolsWhile(), batch, wholeFigures(scope)),
    reach: (query, scope) => read(scope, async (reading) => reachOf(await contextFor(reading, query, scope), query)),
    sources: (scope) =>
      read(scope, async (reading) => {
        const feeds = await ledger.feeds(scope)
        const calendar = await calendarAt(reading, reading.seq)
        return sourceStates(feeds, await ledger.deliveries(reading, reading.seq), calendar, clock.now())
      }),
    feeds: createFeedDesk(toolsWhile()),
    adjust: createAdjust(catalogue),
    catalogue: () => bringInLine(ledger, catalogue),
  }
}

/** Who sees public figures only may not take them apart. @throws RowsNotAllowed */
function wholeFigures(scope: Scope): Scope {
  if (scope.suppressBelow !== undefined) throw new RowsNotAllowed()
  return scope
}

/** The working calendar as it was known at a seq. */
async function calendarAt(reading: Reading, seq: number): Promise<WorkingCalendar> {
  const days = await reading.query<CalendarDay>(
    `select r.day as day, r.works as works, r.hours as hours from ${reading.relation(calendarDays, { seq })} r`,
  )
  return createCalendar(days)
}
