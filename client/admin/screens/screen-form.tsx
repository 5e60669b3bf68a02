import { useState } from 'react'
import type { ScreenItem } from '../../../shared/access.ts'
import { approveScreen, changeScreen } from '../../api/screens.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { UnitField } from '../../ui/unit-field.tsx'
import { useUnit } from '../../ui/use-unit.ts'
import { rangesOf } from '../ranges.ts'
import { RangesField } from '../ranges-field.tsx'
import { useChange } from '../use-change.ts'
import { formatCode, isWholeCode } from './pairing-code.ts'

interface ScreenFormProps {
  /** Which display; null = one that shows its code and waits. */
  screen: ScreenItem | null
  onDone: () => void
  onClose: () => void
}

/** Lets a display in by the code that it shows, or changes what it shows. */
export function ScreenForm({ screen, onDone, onClose }: ScreenFormProps) {
  const words = useWords()
  const act = useChange()
  const [code, setCode] = useState('')
  const [title, setTitle] = useState(screen?.title ?? '')
  const [isPublic, setIsPublic] = useState(screen?.public ?? true)
  const [ranges, setRanges] = useState(screen?.ranges.join('\n') ?? '')
  const [isTried, setIsTried] = useState(false)
  const unit = useUnit(screen?.unit ?? null)
  const isCodeGood = screen !== null || isWholeCode(code)
  const isTitleGood = title.trim() !== ''
  const submit = async () => {
    setIsTried(true)
    if (!isCodeGood || !isTitleGood || (screen?.unit && !unit.read.value)) return
    const given = { title: title.trim(), unit: unit.unit?.id ?? null, public: isPublic, ranges: rangesOf(ranges) }
    await act.run(async () => {
      await (screen ? changeScreen(screen.id, given) : approveScreen({ ...given, code }))
      onDone()
    })
  }
  return (
    <FormDialog
      title={screen ? words('admin.screens.changeTitle', { title: screen.title }) : words('admin.screens.add')}
      deed={words(screen ? 'admin.dialog.save' : 'admin.screens.approve')}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      {screen === null && (
        <Field
          label={words('admin.screens.code')}
          hint={words('admin.screens.codeHint', { address: `${location.origin}/screen` })}
          fault={isTried && !isCodeGood ? words('admin.screens.codeBad') : undefined}
        >
          {(field) => (
            <input
              {...field}
              className="pairing-code"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="XXXX-XXXX"
              value={code}
              onChange={(event) => setCode(formatCode(event.target.value))}
            />
          )}
        </Field>
      )}
      <Field
        label={words('admin.screens.titleField')}
        hint={words('admin.screens.titleHint')}
        fault={isTried && !isTitleGood ? words('admin.dialog.needed') : undefined}
      >
        {(field) => (
          <input {...field} maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      <UnitField
        unit={unit.unit}
        onChange={unit.choose}
        label={words('admin.dialog.unit')}
        hint={words('admin.dialog.unitHint')}
      />
      {unit.read.problem && <ProblemNote problem={unit.read.problem} onRetry={unit.read.reload} />}
      <SwitchField
        label={words('admin.screens.publicField')}
        note={words('admin.screens.publicNote')}
        isOn={isPublic}
        onChange={setIsPublic}
      />
      <RangesField value={ranges} onChange={setRanges} />
    </FormDialog>
  )
}
