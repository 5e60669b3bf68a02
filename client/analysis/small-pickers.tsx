import { dayOf } from '../../shared/period.ts'
import { formatClock, formatDay } from '../format/time.ts'
import { useWords } from '../i18n/provider.tsx'
import { splitTitle } from './key-names.ts'
import { MomentForm } from './moment-form.tsx'
import type { Compared } from './periods.ts'
import { Option, Picker } from './picker.tsx'
import { isTimeSplit, isUnitSplit, type Split, splitsOf } from './splits.ts'
import type { ViewState } from './view.ts'

interface SplitPickerProps {
  measure: string
  split: Split
  onChoose: (split: Split) => void
}

/** Chooses by what the figure is split. */
export function SplitPicker({ measure, split, onChoose }: SplitPickerProps) {
  const words = useWords()
  const all = splitsOf(measure)
  const groups = {
    units: all.filter(isUnitSplit),
    rest: all.filter((name) => !isUnitSplit(name) && !isTimeSplit(name)),
    times: all.filter(isTimeSplit),
  }
  return (
    <Picker label={words('analysis.split.label')} value={splitTitle(split, words)}>
      {(shut) => (
        <div className="split-panel">
          {(['units', 'rest', 'times'] as const).map(
            (group) =>
              groups[group].length > 0 && (
                <section key={group} aria-label={words(`analysis.split.${group}`)}>
                  <h3>{words(`analysis.split.${group}`)}</h3>
                  {groups[group].map((name) => (
                    <Option
                      key={name}
                      isChosen={name === split}
                      onChoose={() => {
                        onChoose(name)
                        shut()
                      }}
                    >
                      {splitTitle(name, words)}
                    </Option>
                  ))}
                </section>
              ),
          )}
        </div>
      )}
    </Picker>
  )
}

/** Chooses with what the figures are compared. */
export function ComparePicker({ compared, onChoose }: { compared: Compared; onChoose: (compared: Compared) => void }) {
  const words = useWords()
  return (
    <Picker label={words('analysis.compare.label')} value={words(`analysis.compare.${compared}`)}>
      {(shut) =>
        (['previous', 'year'] as const).map((name) => (
          <Option
            key={name}
            isChosen={name === compared}
            onChoose={() => {
              onChoose(name)
              shut()
            }}
          >
            {words(`analysis.compare.${name}`)}
          </Option>
        ))
      }
    </Picker>
  )
}

/** Chooses units as they were then, or as they are now. */
export function UnitsPicker({ units, onChoose }: { units: 'then' | 'now'; onChoose: (units: 'then' | 'now') => void }) {
  const words = useWords()
  return (
    <Picker
      label={words('analysis.now.label')}
      value={words(`analysis.now.${wordOf(units)}`)}
      isSet={units === 'now'}
      side="end"
    >
      {(shut) =>
        (['then', 'now'] as const).map((name) => (
          <Option
            key={name}
            isChosen={name === units}
            note={words(`analysis.now.${wordOf(name)}Note`)}
            onChoose={() => {
              onChoose(name)
              shut()
            }}
          >
            {words(`analysis.now.${wordOf(name)}`)}
          </Option>
        ))
      }
    </Picker>
  )
}

function wordOf(units: 'then' | 'now'): 'back' | 'current' {
  return units === 'now' ? 'current' : 'back'
}

interface ReplayPickerProps {
  at: ViewState['at']
  onChoose: (at: ViewState['at']) => void
}

/** A moment of the past as people say it: `lúc 08:00 20/11/2026`, `phiên 120`. */
export function momentText(at: NonNullable<ViewState['at']>, words: ReturnType<typeof useWords>): string {
  if ('seq' in at) return words('analysis.replay.seq', { seq: `${at.seq}` })
  const moment = new Date(at.time)
  return words('analysis.replay.at', { at: `${formatClock(moment)} ${formatDay(dayOf(moment), true)}` })
}

/** Looks at the figures as they were seen at a moment, or at a state of the ledger. */
export function ReplayPicker({ at, onChoose }: ReplayPickerProps) {
  const words = useWords()
  const value = at ? momentText(at, words) : words('analysis.replay.live')
  return (
    <Picker label={words('analysis.replay.label')} value={value} isSet={at !== null} side="end">
      {(shut) => {
        const choose = (next: ViewState['at']) => {
          onChoose(next)
          shut()
        }
        return (
          <>
            <Option isChosen={at === null} onChoose={() => choose(null)} note={words('analysis.replay.liveNote')}>
              {words('analysis.replay.live')}
            </Option>
            <MomentForm at={at} className="moment-form" act={words('analysis.replay.show')} onChoose={choose} />
          </>
        )
      }}
    </Picker>
  )
}
