import type { Progress } from '../../shared/live.ts'
import { type Scope, scopeKey } from '../../shared/roles.ts'

/** Tells those who may see a delivery how far it has come. */
export interface ProgressTeller {
  tell(step: Progress): void
}

export interface ProgressOptions {
  /** Those who listen at this moment. */
  listeners(): Iterable<Scope>
  /** May somebody of this scope see that delivery? */
  sees(batch: string, scope: Scope): Promise<boolean>
  /** Says a step to all sockets of an audience. */
  say(audience: string, step: Progress): void
  failed(error: unknown): void
}

const MOST_HELD = 100

/** Sockets of one audience see the same deliveries. */
export function audienceOf(scope: Scope): string {
  return JSON.stringify([scope.actor, scope.role, scope.feed ?? null, scopeKey(scope)])
}

/** Asks once for each delivery and audience, and keeps the steps of a delivery in their order. */
export function createProgressTeller({ listeners, sees, say, failed }: ProgressOptions): ProgressTeller {
  const held = new Map<string, { seen: Map<string, boolean>; told: Promise<void> }>()

  async function tellAll(step: Progress, seen: Map<string, boolean>): Promise<void> {
    const audiences = new Map([...listeners()].map((scope) => [audienceOf(scope), scope]))
    for (const [audience, scope] of audiences) {
      if (!seen.has(audience)) seen.set(audience, await sees(step.id, scope))
      if (seen.get(audience)) say(audience, step)
    }
  }

  return {
    tell(step) {
      const batch = held.get(step.id) ?? { seen: new Map<string, boolean>(), told: Promise.resolve() }
      held.set(step.id, batch)
      batch.told = batch.told.then(() => tellAll(step, batch.seen)).catch(failed)
      const oldest = held.keys().next()
      if (step.stage === 'done') held.delete(step.id)
      else if (held.size > MOST_HELD && !oldest.done) held.delete(oldest.value)
    },
  }
}
