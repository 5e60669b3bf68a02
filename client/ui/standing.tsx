import { useWords } from '../i18n/provider.tsx'

/** How a figure stands against its target. */
export type Standing = 'good' | 'watch' | 'bad' | 'none'

const SHAPES: Record<Standing, string> = { good: '●', watch: '▲', bad: '◆', none: '' }

/** The standing of a figure in a shape and a word, so that colour is never alone. */
export function StandingMark({ standing }: { standing: Standing }) {
  const words = useWords()
  if (standing === 'none') return null
  return (
    <span className="standing" data-standing={standing}>
      <span aria-hidden="true">{SHAPES[standing]}</span> {words(`standing.${standing}`)}
    </span>
  )
}
