import { changeSettings } from '../../api/settings.ts'
import { useWords } from '../../i18n/provider.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { UnitField } from '../../ui/unit-field.tsx'
import { useUnit } from '../../ui/use-unit.ts'
import { useChange } from '../use-change.ts'

interface HomeFormProps {
  /** The unit that is home now, null = the root of the tree. */
  home: string | null
  onDone: () => void
  onClose: () => void
}

/** Chooses whom the installation serves. */
export function HomeForm({ home, onDone, onClose }: HomeFormProps) {
  const words = useWords()
  const act = useChange()
  const unit = useUnit(home)
  const submit = async () => {
    await act.run(async () => {
      await changeSettings({ home: unit.unit?.id ?? null })
      onDone()
    })
  }
  return (
    <FormDialog
      title={words('admin.units.chooseTitle')}
      note={words('admin.units.chooseNote')}
      deed={words('admin.units.chooseDo')}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <UnitField
        unit={unit.unit}
        onChange={unit.choose}
        label={words('admin.units.homeField')}
        hint={words('admin.units.homeHint')}
      />
      {unit.read.problem && <ProblemNote problem={unit.read.problem} onRetry={unit.read.reload} />}
    </FormDialog>
  )
}
