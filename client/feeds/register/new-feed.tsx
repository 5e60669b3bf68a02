import { useState } from 'react'
import type { FeedItem, UnitItem } from '../../../shared/api.ts'
import { DATASETS, findDataset } from '../../../shared/datasets/list.ts'
import { foldAccents } from '../../../shared/units.ts'
import { registerFeed } from '../../api/feeds.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { UnitField } from '../../ui/unit-field.tsx'
import { useAct } from '../../ui/use-act.ts'
import { type Mode, ModeField } from './mode-field.tsx'
import { OwnerField } from './owner-field.tsx'
import { toCadence, toDraft } from './schedule.ts'
import { ScheduleFields } from './schedule-fields.tsx'
import { TextField } from './text-field.tsx'

const ID = /^[a-z0-9][a-z0-9._-]{0,79}$/
const MOST_LETTERS = 80

interface NewFeedProps {
  knowsPeople: boolean
  onDone: (feed: FeedItem) => void
  onClose: () => void
}

/** Registers a source before its first delivery: what it brings, of whom, when it is due and who answers for it. */
export function NewFeed({ knowsPeople, onDone, onClose }: NewFeedProps) {
  const words = useWords()
  const locale = useLocale()
  const act = useAct()
  const [title, setTitle] = useState('')
  const [id, setId] = useState<string | null>(null)
  const [dataset, setDataset] = useState('')
  const [unit, setUnit] = useState<UnitItem | null>(null)
  const [owner, setOwner] = useState('')
  const [schedule, setSchedule] = useState(toDraft(null))
  const [mode, setMode] = useState<Mode | null>(null)
  const [needsApproval, setNeedsApproval] = useState(false)
  const [namespace, setNamespace] = useState('')
  const [isTried, setIsTried] = useState(false)
  const named = id ?? idOf(title)
  const cadence = toCadence(schedule)
  const usual = findDataset(dataset)?.mode ?? 'upsert'
  const isNamespaceGood = namespace === '' || ID.test(namespace)
  const isComplete = title.trim() !== '' && ID.test(named) && dataset !== '' && cadence !== undefined && isNamespaceGood
  const needed = (isMissing: boolean) => (isTried && isMissing ? words('register.form.needed') : undefined)
  const submit = async () => {
    setIsTried(true)
    if (!isComplete) return
    await act.run(async () =>
      onDone(
        await registerFeed({
          id: named,
          title: title.trim(),
          dataset,
          unit: unit?.id ?? null,
          owner: owner === '' ? null : owner,
          cadence,
          needsApproval,
          ...(mode && { mode }),
          ...(namespace !== '' && { namespace }),
        }),
      ),
    )
  }
  const code = { spellCheck: false, autoCapitalize: 'none', maxLength: MOST_LETTERS } as const
  return (
    <FormDialog
      title={words('register.form.newTitle')}
      note={words('register.form.newNote')}
      deed={words('register.form.create')}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words('register.form.title')}
        hint={words('register.form.titleHint')}
        fault={needed(title.trim() === '')}
        value={title}
        onChange={setTitle}
        input={{ maxLength: 200 }}
      />
      <div className="form-pair">
        <Field label={words('feeds.form.dataset')} fault={needed(dataset === '')}>
          {(field) => (
            <select {...field} value={dataset} onChange={(event) => setDataset(event.target.value)}>
              <option value="">{words('feeds.form.pick')}</option>
              {DATASETS.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title[locale]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField
          label={words('register.form.id')}
          hint={words('register.form.idHint')}
          fault={isTried && !ID.test(named) ? words('register.form.idBad') : undefined}
          value={named}
          onChange={(text) => setId(text.trim().toLowerCase())}
          input={code}
        />
      </div>
      <div className="form-pair">
        <UnitField unit={unit} onChange={setUnit} hint={words('register.form.unitHint')} />
        <OwnerField owner={owner} onChange={setOwner} knowsPeople={knowsPeople} />
      </div>
      <ScheduleFields schedule={schedule} onChange={setSchedule} isTried={isTried} />
      <SwitchField
        label={words('register.form.approval')}
        note={words('register.form.approvalNote')}
        isOn={needsApproval}
        onChange={setNeedsApproval}
      />
      <details className="more">
        <summary>{words('register.form.advanced')}</summary>
        <div className="form-pair">
          <ModeField mode={mode ?? usual} onChange={setMode} />
          <TextField
            label={words('register.form.namespace')}
            hint={words('register.form.namespaceHint')}
            fault={isTried && !isNamespaceGood ? words('register.form.idBad') : undefined}
            value={namespace}
            onChange={(text) => setNamespace(text.trim().toLowerCase())}
            input={code}
          />
        </div>
      </details>
    </FormDialog>
  )
}

/** An id as people would write one for a title: `Một cửa xã Đông Thái` → `mot-cua-xa-dong-thai`. */
function idOf(title: string): string {
  return foldAccents(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MOST_LETTERS)
}
