import { type ReactNode, useId, useRef } from 'react'
import { useWords } from '../i18n/provider.tsx'
import type { FigureState } from '../state/answers.ts'
import { Guard } from '../ui/guard.tsx'
import type { Standing } from '../ui/standing.tsx'
import { useFlash } from '../ui/use-flash.ts'
import { Freshness } from './freshness.tsx'
import { Nothing } from './nothing.tsx'

interface TileProps {
  /** Name of the tile's place in the scene's grid. */
  area: string
  title: ReactNode
  /** The days of which the figure speaks, in words. */
  period?: ReactNode
  figure: FigureState
  /** Text of the main value: when it changes the tile brightens once. */
  value: string
  standing?: Standing
  children: ReactNode
}

/** The frame of every tile: title, period and age in the same places; calm while it waits, honest when it cannot answer. */
export function Tile({ area, title, period, figure, value, standing = 'none', children }: TileProps) {
  const frame = useRef<HTMLElement>(null)
  const heading = useId()
  useFlash(frame, value)
  return (
    <section ref={frame} className="tile" data-area={area} data-standing={standing} aria-labelledby={heading}>
      <header className="tile-head">
        <h2 id={heading}>{title}</h2>
        <p className="tile-meta">
          {period && <span className="tile-period">{period}</span>}
          <Freshness figure={figure} />
        </p>
      </header>
      <Guard instead={<Nothing none="problem" />}>
        <TileBody figure={figure}>{children}</TileBody>
      </Guard>
    </section>
  )
}

function TileBody({ figure, children }: { figure: FigureState; children: ReactNode }) {
  const words = useWords()
  if (figure.rows) return children
  if (figure.problem) return <Nothing none="problem" />
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{words('nothing.waiting')}</span>
    </div>
  )
}
