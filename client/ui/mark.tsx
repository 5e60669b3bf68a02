import type { ReactNode } from 'react'

/** What a mark says at a glance; the word beside it says it in full. */
export type Tone = 'good' | 'watch' | 'bad' | 'busy' | 'calm'

const SHAPES: Record<Tone, string> = { good: '●', watch: '▲', bad: '◆', busy: '◐', calm: '○' }

/** A state as shape, colour and word together, so that none of them stands alone. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="mark" data-tone={tone}>
      <span aria-hidden="true">{SHAPES[tone]}</span> {children}
    </span>
  )
}
