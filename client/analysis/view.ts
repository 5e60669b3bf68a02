import { findMeasure } from '../../shared/measures/list.ts'
import type { Query } from '../../shared/query.ts'
import { type Compared, type PeriodText, toQueryPeriod } from './periods.ts'
import { type Split, splitsOf } from './splits.ts'

/** Everything that the analyst's page shows, and nothing that its address does not say. */
export interface ViewState {
  /** Unit id or `scheme:CODE`; null = the home unit. */
  unit: string | null
  period: PeriodText
  measure: string
  /** Null = what comes next on the way down. */
  split: Split | null
  /** Filters by dimension; an empty text stands for "not stated". */
  where: Readonly<Record<string, readonly string[]>>
  /** Units as they were then, or as they are now. */
  units: 'then' | 'now'
  /** A tree of one's own, such as emulation clusters; null = the government's. */
  tree: string | null
  /** The moment or state of figures that is looked at again; null = live. */
  at: NonNullable<Query['at']> | null
  compared: Compared
  /** Column and direction; null = as the measure wants it. */
  order: Order | null
  /** The figure whose receipt stands at the side; null = that of the whole. */
  selected: Selected | null
  /** The rows of the selected figure lie over the page, of this measure. */
  rows: string | null
}

export interface Order {
  key: string
  direction: 'asc' | 'desc'
}

/** A cell: a row of the split (null = the whole) and a measure. */
export interface Selected {
  row: string | null
  measure: string
}

/** What an address without a word stands for. */
export const FIRST_VIEW: ViewState = {
  unit: null,
  period: 'thisMonth',
  measure: 'dossiers.onTimeRate',
  split: null,
  where: {},
  units: 'then',
  tree: null,
  at: null,
  compared: 'previous',
  order: null,
  selected: null,
  rows: null,
}

const WHOLE = '*'
const WHERE = 'where.'
const MOST_TEXT = 200
/** Parameters of the page around the view; they are kept as they stand. */
const KEPT = ['theme', 'lang']

/** Reads an address. Unknown parameters and values are passed over, so that an old link still shows something. */
export function readView(params: URLSearchParams): ViewState {
  const text = (name: string) => {
    const value = params.get(name)
    return value && value.length <= MOST_TEXT ? value : null
  }
  const measure = known(text('measure')) ?? FIRST_VIEW.measure
  const period = text('period')
  const split = text('by')
  return {
    unit: text('unit'),
    period: period && toQueryPeriod(period) ? period : FIRST_VIEW.period,
    measure,
    split: split && splitsOf(measure).includes(split) ? split : null,
    where: readWhere(params, measure),
    units: text('units') === 'now' ? 'now' : 'then',
    tree: text('tree'),
    at: readAt(text('at')),
    compared: text('compare') === 'year' ? 'year' : 'previous',
    order: readOrder(text('order')),
    selected: readSelected(params.get('sel'), known(text('of')) ?? measure),
    rows: text('panel') === 'rows' ? (known(text('rows')) ?? known(text('of')) ?? measure) : null,
  }
}

/** Writes an address: only what differs from the first view, always in the same order. @param before - keeps theme and language */
export function writeView(view: ViewState, before = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams()
  const put = (name: string, value: string | null, usual: string | null = null) => {
    if (value !== null && value !== usual) params.set(name, value)
  }
  put('unit', view.unit)
  put('measure', view.measure, FIRST_VIEW.measure)
  put('period', view.period, FIRST_VIEW.period)
  put('by', view.split)
  for (const [name, values] of Object.entries(view.where))
    for (const value of values) params.append(WHERE + name, value)
  put('units', view.units, FIRST_VIEW.units)
  put('tree', view.tree)
  put('at', view.at && ('seq' in view.at ? `${view.at.seq}` : view.at.time))
  put('compare', view.compared, FIRST_VIEW.compared)
  put('order', view.order && `${view.order.direction === 'desc' ? '-' : ''}${view.order.key}`)
  if (view.selected) {
    params.set('sel', view.selected.row === null ? WHOLE : `=${view.selected.row}`)
    put('of', view.selected.measure, view.measure)
  }
  put('panel', view.rows && 'rows')
  put('rows', view.rows, view.selected?.measure ?? view.measure)
  for (const name of KEPT) put(name, before.get(name))
  return params
}

function known(measure: string | null): string | null {
  return measure && findMeasure(measure) ? measure : null
}

function readWhere(params: URLSearchParams, measure: string): ViewState['where'] {
  const allowed = splitsOf(measure)
  const where: Record<string, string[]> = {}
  for (const [name, value] of params) {
    const dimension = name.slice(WHERE.length)
    if (!name.startsWith(WHERE) || value.length > MOST_TEXT) continue
    if (allowed.includes(dimension) || dimension === 'periodKind')
      where[dimension] = [...(where[dimension] ?? []), value]
  }
  return where
}

function readAt(text: string | null): ViewState['at'] {
  if (text === null) return null
  if (/^\d{1,12}$/.test(text)) return { seq: Number(text) }
  return /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)) ? { time: text } : null
}

function readOrder(text: string | null): Order | null {
  if (text === null) return null
  const isDown = text.startsWith('-')
  const key = isDown ? text.slice(1) : text
  return key === '' ? null : { key, direction: isDown ? 'desc' : 'asc' }
}

function readSelected(text: string | null, measure: string): Selected | null {
  if (text === null || text.length > MOST_TEXT) return null
  if (text === WHOLE) return { row: null, measure }
  return text.startsWith('=') ? { row: text.slice(1), measure } : null
}
