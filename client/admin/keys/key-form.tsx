import { useState } from 'react'
import { type CreatedKey, KEY_RIGHTS } from '../../../shared/access.ts'
import type { FeedItem, UnitItem } from '../../../shared/api.ts'
import { createKey } from '../../api/keys.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { UnitField } from '../../ui/unit-field.tsx'
import type { Read } from '../../ui/use-read.ts'
import { rangesOf } from '../ranges.ts'
import { RangesField } from '../ranges-field.tsx'
import { useChange } from '../use-change.ts'

const LIFETIMES = [30, 90, 180, 365, 730] as const
const USUAL_DAYS = '365'

interface KeyFormProps {
  feeds: Read<FeedItem[]>
  onDone: (created: CreatedKey) => void
  onClose: () => void
}

/** A new key: who uses it, what it may do, where it comes from, how long it lives. */
export function KeyForm({ feeds, onDone, onClose }: KeyFormProps) {
  const words = useWords()
  const act = useChange()
  const [title, setTitle] = useState('')
  const [rights, setRights] = useState<readonly (typeof KEY_RIGHTS)[number][]>(['push'])
  const [feed, setFeed] = useState('')
  const [unit, setUnit] = useState<UnitItem | null>(null)
  const [ranges, setRanges] = useState('')
  const [days, setDays] = useState(USUAL_DAYS)
  const [isTried, setIsTried] = useState(false)
  const mayPush = rights.includes('push')
  const isComplete = title.trim() !== '' && rights.length > 0 && (!mayPush || feed !== '')
  const needed = (isMissing: boolean) => (isTried && isMissing ? words('admin.dialog.needed') : undefined)
  const submit = async () => {
    setIsTried(true)
    if (!isComplete) return
    await act.run(async () =>
      onDone(
        await createKey({
          title: title.trim(),
          rights: [...rights],
          ...(mayPush && { feed }),
          ...(unit && { unit: unit.id }),
          ranges: rangesOf(ranges),
          ...(days !== '' && { days: Number(days) }),
        }),
      ),
    )
  }
  return (
    <FormDialog
      title={words('admin.keys.add')}
      deed={words('admin.keys.create')}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={words('admin.keys.titleField')}
        hint={words('admin.keys.titleHint')}
        fault={needed(title.trim() === '')}
      >
        {(field) => (
          <input {...field} maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      <fieldset className="choices keys-rights">
        <legend>{words('admin.keys.rights')}</legend>
        {KEY_RIGHTS.map((right) => (
          <SwitchField
            key={right}
            label={words(`admin.keys.right.${right}`)}
            note={words(`admin.keys.rightNote.${right}`)}
            isOn={rights.includes(right)}
            onChange={(isOn) => setRights(isOn ? [...rights, right] : rights.filter((name) => name !== right))}
          />
        ))}
        {isTried && rights.length === 0 && (
          <p className="field-fault" role="alert">
            {words('admin.keys.rightsNeeded')}
          </p>
        )}
      </fieldset>
      {mayPush && (
        <Field
          label={words('admin.keys.feed')}
          hint={words(feeds.value?.length === 0 ? 'admin.keys.feedNone' : 'admin.keys.feedHint')}
          fault={needed(feed === '')}
        >
          {(field) => (
            <select {...field} value={feed} onChange={(event) => setFeed(event.target.value)}>
              <option value="">{words('admin.keys.feedChoose')}</option>
              {feeds.value?.map(({ id, title: name, unitName }) => (
                <option key={id} value={id}>
                  {unitName ? `${name} · ${unitName}` : name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {feeds.problem && <ProblemNote problem={feeds.problem} onRetry={feeds.reload} />}
      <UnitField
        unit={unit}
        onChange={setUnit}
        label={words('admin.dialog.unit')}
        hint={words(mayPush ? 'admin.keys.unitHint' : 'admin.dialog.unitHint')}
      />
      <RangesField value={ranges} onChange={setRanges} />
      <Field label={words('admin.keys.days')}>
        {(field) => (
          <select {...field} value={days} onChange={(event) => setDays(event.target.value)}>
            {LIFETIMES.map((n) => (
              <option key={n} value={`${n}`}>
                {words('admin.keys.dayCount', { n: `${n}` })}
              </option>
            ))}
            <option value="">{words('admin.keys.noEnd')}</option>
          </select>
        )}
      </Field>
    </FormDialog>
  )
}
