import type { BatchState } from '../../shared/batch-states.ts'
import { useWords } from '../i18n/provider.tsx'
import { Mark, type Tone } from '../ui/mark.tsx'

const TONES: Record<BatchState, Tone> = {
  receiving: 'busy',
  checking: 'busy',
  asking: 'watch',
  ready: 'busy',
  refused: 'bad',
  approving: 'busy',
  committed: 'good',
  withdrawn: 'calm',
  discarded: 'calm',
}

/** Where a delivery stands, in shape and word. */
export function StateMark({ state }: { state: BatchState }) {
  const words = useWords()
  return <Mark tone={TONES[state]}>{words(`feeds.states.${state}`)}</Mark>
}
