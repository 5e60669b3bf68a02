import type { Problem } from '../../shared/problem.ts'
import { useWords } from '../i18n/provider.tsx'

interface ProblemNoteProps {
  problem: Pick<Problem, 'title' | 'code' | 'detail' | 'known' | 'traceId'>
  /** Offered where trying again may help. */
  onRetry?: (() => void) | undefined
}

/** Why something was refused and what to do, where it happened. */
export function ProblemNote({ problem, onRetry }: ProblemNoteProps) {
  const words = useWords()
  const { title, code, detail, known, traceId } = problem
  return (
    <div className="problem-note" role="alert">
      <p className="problem-title">
        <span aria-hidden="true">◆</span> {title}
      </p>
      {detail && detail !== title && <p>{detail}</p>}
      {known && known.length > 0 && <p>{words('delivery.problem.known', { names: known.join(', ') })}</p>}
      <p className="problem-code">
        {words('delivery.problem.code', { code })}
        {traceId && `, ${words('delivery.problem.trace', { trace: traceId })}`}
      </p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {words('delivery.problem.retry')}
        </button>
      )}
    </div>
  )
}
