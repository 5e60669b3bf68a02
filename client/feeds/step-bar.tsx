import { useSearchParams } from 'wouter'
import type { Batch } from '../../shared/batch.ts'
import { useWords } from '../i18n/provider.tsx'

/** The steps that have a page part of their own; the last one is the decision beside them. */
export const STEPS = ['file', 'columns', 'faults', 'effect'] as const
export type Step = (typeof STEPS)[number]

type Standing = 'done' | 'attention' | 'open'

/** The step in the address, else the one that needs a look. */
export function useStep(batch: Batch): { step: Step; go: (step: Step) => void } {
  const [params, setParams] = useSearchParams()
  const asked = STEPS.find((name) => name === params.get('step'))
  return {
    step: asked ?? firstStep(batch),
    go: (step) =>
      setParams((before) => new URLSearchParams([...before.entries(), ['step', step]].filter(last)), { replace: true }),
  }
}

function last([name]: string[], index: number, all: string[][]): boolean {
  return all.findLastIndex(([other]) => other === name) === index
}

function firstStep({ state, issues, mapping }: Batch): Step {
  if (state === 'receiving' || state === 'checking') return 'file'
  if (state === 'asking') return 'columns'
  if (state === 'refused')
    return issues.some(({ severity }) => severity === 'error') && mapping.length > 0 ? 'faults' : 'file'
  return 'effect'
}

function standingOf(step: Step, { state, issues, mapping }: Batch): Standing {
  const isRead = !['receiving', 'checking'].includes(state)
  const hasErrors = issues.some(({ severity }) => severity === 'error')
  if (step === 'file') return !isRead ? 'open' : state === 'refused' && mapping.length === 0 ? 'attention' : 'done'
  if (step === 'columns') return state === 'asking' ? 'attention' : mapping.length > 0 && isRead ? 'done' : 'open'
  if (state === 'asking' || mapping.length === 0) return 'open'
  if (step === 'faults') return hasErrors ? 'attention' : isRead ? 'done' : 'open'
  return state === 'committed' ? 'done' : 'open'
}

interface StepBarProps {
  batch: Batch
  step: Step
  onStep: (step: Step) => void
}

/** Where a delivery is on its way; every step can be looked at. */
export function StepBar({ batch, step, onStep }: StepBarProps) {
  const words = useWords()
  const isDecided = batch.state === 'committed'
  return (
    <nav className="steps" aria-label={words('delivery.batch.steps')}>
      <ol>
        {STEPS.map((name) => {
          const standing = standingOf(name, batch)
          return (
            <li key={name} data-standing={standing}>
              <button type="button" aria-current={name === step ? 'step' : undefined} onClick={() => onStep(name)}>
                <span aria-hidden="true">{SIGNS[standing]}</span> {words(`delivery.batch.${name}`)}
                {standing !== 'open' && (
                  <span className="visually-hidden">, {words(`delivery.batch.${standing}`)}</span>
                )}
              </button>
            </li>
          )
        })}
        <li data-standing={isDecided ? 'done' : 'open'}>
          <button type="button" onClick={() => document.getElementById('decision')?.focus()}>
            <span aria-hidden="true">{SIGNS[isDecided ? 'done' : 'open']}</span> {words('delivery.batch.decide')}
          </button>
        </li>
      </ol>
    </nav>
  )
}

const SIGNS: Record<Standing, string> = { done: '✓', attention: '◆', open: '' }
