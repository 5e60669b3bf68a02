import { useSearchParams } from 'wouter'
import type { Batch } from '../../shared/batch.ts'
import { useWords } from '../i18n/provider.tsx'
import { useKeys } from '../ui/use-keys.ts'

/** The steps that have a page part of their own; the last one is the decision beside them. */
export const STEPS = ['file', 'columns', 'faults', 'effect'] as const
export type Step = (typeof STEPS)[number]

type Standing = 'done' | 'attention' | 'open'

/** The step in the address, else the one that needs a look; `follow` leaves it to the delivery again. */
export function useStep(batch: Batch): { step: Step; go: (step: Step) => void; follow: () => void } {
  const [params, setParams] = useSearchParams()
  const asked = STEPS.find((name) => name === params.get('step'))
  return {
    step: asked ?? firstStep(batch),
    go: (step) =>
      setParams((before) => new URLSearchParams([...before.entries(), ['step', step]].filter(last)), { replace: true }),
    follow: () =>
      setParams((before) => new URLSearchParams([...before].filter(([name]) => name !== 'step')), { replace: true }),
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

/** `1`–`4` or `[` and `]` go to a step, `5` to the decision; not while a question stands before the page. */
function useStepKeys(step: Step, onStep: (step: Step) => void): void {
  const at = STEPS.indexOf(step)
  const to = (place: number) => () => {
    const next = STEPS[place]
    if (document.querySelector('dialog[open]')) return
    if (next) onStep(next)
    else if (place === STEPS.length) focusDecision()
  }
  useKeys({
    '1': to(0),
    '2': to(1),
    '3': to(2),
    '4': to(3),
    '5': to(4),
    '[': to(at - 1),
    ']': to(at + 1),
  })
}

function focusDecision(): void {
  document.getElementById('decision')?.focus()
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
  useStepKeys(step, onStep)
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
          <button type="button" onClick={focusDecision}>
            <span aria-hidden="true">{SIGNS[isDecided ? 'done' : 'open']}</span> {words('delivery.batch.decide')}
          </button>
        </li>
      </ol>
    </nav>
  )
}

const SIGNS: Record<Standing, string> = { done: '✓', attention: '◆', open: '' }
