import type { Problem } from '../../shared/problem.ts'
import { useWords } from '../i18n/provider.tsx'
import './refusal.css'

interface RefusalProps {
  problem: Problem | null
  /** What is said in place of the server's title, by code. */
  instead?: Readonly<Record<string, string>>
}

/** Why a form was refused, above its button; takes the focus, and keeps its place free while there is nothing to say. */
export function Refusal({ problem, instead = {} }: RefusalProps) {
  const words = useWords()
  if (!problem) return <p className="refusal" aria-hidden="true" />
  const { title, detail, code, traceId } = problem
  const said = instead[code]
  return (
    <p className="refusal" role="alert" tabIndex={-1} data-refusal>
      <span aria-hidden="true">◆</span> {said ?? title}
      {!said && detail && detail !== title && <span className="refusal-detail"> {detail}</span>}
      {!said && problem.status >= 500 && traceId && (
        <small>{words('delivery.problem.trace', { trace: traceId })}</small>
      )}
    </p>
  )
}
