import type { Cell, RowsAnswer } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { Change, ChangeQuery, ChangeRowsQuery } from '../../shared/change.ts'
import type { Scope } from '../../shared/roles.ts'
import { figureRows } from './answer.ts'
import { isRowPart } from './change-classes.ts'
import { differencesOf } from './change-exact.ts'
import { changedPage } from './change-rows.ts'
import { sharesOf } from './change-shares.ts'
import { type Step, walkOf } from './change-walk.ts'
import type { Context } from './context.ts'
import { BadQuery, RowsNotAllowed } from './errors.ts'
import type { Tools } from './tools.ts'

/** A change over the load of a whole archive reads every state on the way from the rows. */
const PATIENCE = 4

/** Why a figure differs between two readings: every state on the way is read as a figure, and the differences are the parts. */
export async function changeOf(tools: Tools, asked: ChangeQuery, scope: Scope): Promise<Change> {
  refuseHidden(asked)
  return tools.read(
    scope,
    async (reading) => {
      const { before, after, states, steps } = await walkOf(tools, reading, asked, scope)
      const first = await figureOf(before)
      const figures = [first]
      const counts: (number | null)[] = []
      for (const step of steps) {
        const held = figures.at(-1) ?? first
        const rows = isRowPart(step.part) ? await countRows(step) : null
        // Rows that change nothing leave a figure as it is, unless it is a zero that might be a silence.
        const stays = rows === 0 && step.rows !== null && step.to !== after && (held.value ?? 0) !== 0
        figures.push(stays ? held : await figureOf(step.to))
        counts.push(rows)
      }
      const { values, deltas, total } = differencesOf(figures.map((cell) => cell.value))
      const parts: Change['parts'] = []
      for (const [i, step] of steps.entries()) {
        const [value = null, delta = null, count = null] = [values[i + 1], deltas[i], counts[i]]
        const same = value === (values[i] ?? null)
        // Rows that count otherwise and cancel out are worth a line; a clock that moved nothing is not.
        if (same && count === null) continue
        const rows = count ?? (await countRows(step))
        if (!same || rows > 0) parts.push({ part: step.part, value, delta, rows })
      }
      const last = steps.length > 0 ? (figures.at(-1) ?? first) : await figureOf(after)
      return {
        before: { asOf: await tools.asOf(reading, { resolved: states.before }), figure: first },
        after: { asOf: await tools.asOf(reading, { resolved: states.after }), figure: last },
        delta: total,
        parts,
      }
    },
    PATIENCE,
  )
}

/** The rows of one part of a change: their weights add up to what the part moved. @throws RowsNotAllowed */
export async function changedRows(tools: Tools, asked: ChangeRowsQuery, scope: Scope): Promise<RowsAnswer> {
  if (!scope.rows) throw new RowsNotAllowed()
  refuseHidden(asked)
  return tools.read(
    scope,
    async (reading) => {
      const walk = await walkOf(tools, reading, asked, scope)
      const step = walk.steps.find(({ part }) => part === asked.part)
      const page = step ? await changedPage(tools, walk, step, asked) : { total: 0, rows: [] }
      return { asOf: await tools.asOf(reading, { resolved: walk.states.after }), ...page }
    },
    PATIENCE,
  )
}

/** A difference of two hidden figures would tell them. */
function refuseHidden({ suppressBelow }: ChangeQuery): void {
  if (suppressBelow !== undefined) throw new BadQuery('không tách chênh lệch của số liệu được ẩn ("suppressBelow")')
}

async function figureOf(context: Context | null): Promise<Cell> {
  const [measure] = context?.resolved.measures ?? []
  if (!context || !measure) return { value: null, none: 'noData' }
  const [row] = await figureRows(context, false)
  const cell = row?.[measure.id]
  return isCell(cell) ? cell : { value: null, none: 'noData' }
}

async function countRows(step: Step): Promise<number> {
  let rows = 0
  for (const shares of await sharesOf(step)) rows += (await shares.count()).rows
  return rows
}
