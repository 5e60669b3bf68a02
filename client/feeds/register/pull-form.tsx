import { useState } from 'react'
import type { FeedItem } from '../../../shared/api.ts'
import type { PullSettings } from '../../../shared/feed-register.ts'
import { setPull } from '../../api/feeds.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { runWithStepUp } from '../../ui/step-up.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { useAct } from '../../ui/use-act.ts'
import { PACES, paceText } from './pull-pace.ts'
import { TextField } from './text-field.tsx'

const USUAL_MINUTES = 60

interface PullFormProps {
  feed: FeedItem
  settings: PullSettings | null
  onDone: () => void
  onClose: () => void
}

/** From where, how often, and whether what is without faults counts by itself. The server may ask for the password first. */
export function PullForm({ feed, settings, onDone, onClose }: PullFormProps) {
  const words = useWords()
  const act = useAct()
  const [url, setUrl] = useState(settings?.url ?? '')
  const [everyMinutes, setEveryMinutes] = useState(settings?.everyMinutes ?? USUAL_MINUTES)
  const [enabled, setEnabled] = useState(settings?.enabled ?? true)
  const [autoCommit, setAutoCommit] = useState(settings?.autoCommit ?? false)
  const [isTried, setIsTried] = useState(false)
  const address = url.trim()
  const isGood = address.startsWith('https://') && URL.canParse(address)
  const paces = [...new Set([...PACES, everyMinutes])].sort((a, b) => a - b)
  const submit = async () => {
    setIsTried(true)
    if (!isGood) return
    await act.run(async () => {
      await runWithStepUp(() => setPull(feed.id, { url: address, everyMinutes, enabled, autoCommit }))
      onDone()
    })
  }
  return (
    <FormDialog
      title={words('register.pull.formTitle', { feed: feed.title })}
      note={words('register.pull.formNote')}
      deed={words('register.form.save')}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words('register.pull.url')}
        fault={isTried && !isGood ? words('register.pull.urlBad') : undefined}
        value={url}
        onChange={setUrl}
        input={{ type: 'url', spellCheck: false, maxLength: 2000 }}
      />
      <Field label={words('register.pull.every')}>
        {(field) => (
          <select {...field} value={everyMinutes} onChange={(event) => setEveryMinutes(Number(event.target.value))}>
            {paces.map((minutes) => (
              <option key={minutes} value={minutes}>
                {paceText(minutes, words)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <SwitchField
        label={words('register.pull.enabled')}
        note={words('register.pull.enabledNote')}
        isOn={enabled}
        onChange={setEnabled}
      />
      <SwitchField
        label={words('register.pull.auto')}
        note={words('register.pull.autoNote')}
        isOn={autoCommit}
        onChange={setAutoCommit}
      />
    </FormDialog>
  )
}
