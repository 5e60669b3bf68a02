import { useWords } from '../../i18n/provider.tsx'
import { Mark, type Tone } from '../../ui/mark.tsx'
import type { Standing } from './order.ts'

const TONES: Record<Standing, Tone> = { onTime: 'good', late: 'watch', silent: 'bad', never: 'calm' }

/** How fresh a source is, in shape and word. */
export function StandingMark({ standing }: { standing: Standing }) {
  const words = useWords()
  return <Mark tone={TONES[standing]}>{words(`feeds.register.states.${standing}`)}</Mark>
}
