import { type Asked, commitTogether, type Outcome } from './commit.ts'
import { DatabaseAway } from './errors.ts'
import type { UnitsSeen } from './foreign.ts'
import type { Commit } from './ledger.ts'
import type { RowTable } from './row-tables.ts'
import type { TakeTurn } from './sequence.ts'

/** Commits in the order in which they were asked for. */
export interface Commits {
  /** @param sharing - a small push, which may share its turn with others that wait */
  commit(asked: Asked, sharing: boolean): Promise<Commit>
}

interface Waiting extends Asked {
  sharing: boolean
  done(commit: Commit): void
  failed(reason: unknown): void
}

const MOST_TOGETHER = 50

/** While one turn runs, pushes queue up; the next turn takes all of them at once. Nobody waits for company. */
export function createCommits(
  takeTurn: TakeTurn,
  tablesOf: (datasets: readonly string[]) => RowTable[],
  unitsSeen: UnitsSeen,
): Commits {
  const queue: Waiting[] = []
  let running = false

  const run = async (): Promise<void> => {
    running = true
    while (queue.length > 0) await commitNext(takeGroup(queue))
    running = false
  }

  const commitNext = async (group: readonly Waiting[]): Promise<void> => {
    let outcomes: Outcome[]
    try {
      outcomes = await takeTurn((turn) => commitTogether(turn, tablesOf, group, unitsSeen))
    } catch (reason) {
      // What fails in company is tried alone, so that nobody fails for another's rows; but not where the database went
      // away, since then nobody knows whether the turn counted.
      if (group.length === 1 || reason instanceof DatabaseAway) for (const one of group) one.failed(reason)
      else for (const one of group) await commitNext([one])
      return
    }
    const later: Waiting[] = []
    for (const [index, one] of group.entries()) {
      const outcome = outcomes[index]
      if (outcome === 'later' || outcome === undefined) later.push(one)
      else if ('commit' in outcome) one.done(outcome.commit)
      else one.failed(outcome.refused)
    }
    queue.unshift(...later)
  }

  return {
    commit: (asked, sharing) =>
      new Promise((done, failed) => {
        queue.push({ ...asked, sharing, done, failed })
        if (!running) void run()
      }),
  }
}

/** The first in the queue, with those right behind it that may share its turn. */
function takeGroup(queue: Waiting[]): Waiting[] {
  const [first] = queue
  if (!first?.sharing) return queue.splice(0, 1)
  const alone = queue.findIndex(({ sharing, how }) => !sharing || how.within !== first.how.within)
  return queue.splice(0, Math.min(alone === -1 ? queue.length : alone, MOST_TOGETHER))
}
