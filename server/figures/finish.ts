import type { FigureRow } from '../../shared/answer.ts'
import type { Query } from '../../shared/query.ts'
import type { Context } from './context.ts'
import { withRanks } from './rank.ts'
import { withStandings } from './standing.ts'
import { suppress } from './suppress.ts'

/**
 * What is said about the figures of a whole answer before it is cut into pages: how they stand to their targets, which of
 * them are too small to show, and their places. Places come last: a place among hidden figures would give them away.
 */
export async function finish(
  rows: FigureRow[],
  context: Context,
  { standing, rank, suppressBelow }: Pick<Query, 'standing' | 'rank' | 'suppressBelow'>,
): Promise<FigureRow[]> {
  const judged = standing ? await withStandings(rows, context) : rows
  const least = leastShown(context, { suppressBelow })
  const shown = least > 1 ? suppress(judged, context.resolved, least) : judged
  return rank ? withRanks(shown, context) : shown
}

/** The least count that may be shown: as the question or the caller's rights say, whichever hides more; 0 = any. */
export function leastShown(
  { resolved }: Pick<Context, 'resolved'>,
  { suppressBelow }: { suppressBelow?: number | undefined },
): number {
  return Math.max(suppressBelow ?? 0, resolved.scope.suppressBelow ?? 0)
}
