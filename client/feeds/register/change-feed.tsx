import { useState } from 'react'
import type { FeedItem } from '../../../shared/api.ts'
import type { FeedChange } from '../../../shared/feed-register.ts'
import { changeFeed } from '../../api/feeds.ts'
import { useWords } from '../../i18n/provider.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { useAct } from '../../ui/use-act.ts'
import { type Mode, ModeField } from './mode-field.tsx'
import { OwnerField } from './owner-field.tsx'
import { toCadence, toDraft } from './schedule.ts'
import { ScheduleFields } from './schedule-fields.tsx'
import { TextField } from './text-field.tsx'

interface ChangeFeedProps {
  feed: FeedItem
  /** Mode and second person are set by operators alone. */
  isOperator: boolean
  knowsPeople: boolean
  onDone: () => void
  onClose: () => void
}

/** Changes what is expected of a source and how it is read from now on; sends only what is different. */
export function ChangeFeed({ feed, isOperator, knowsPeople, onDone, onClose }: ChangeFeedProps) {
  const words = useWords()
  const act = useAct()
  const [title, setTitle] = useState(feed.title)
  const [owner, setOwner] = useState(feed.owner ?? '')
  const [schedule, setSchedule] = useState(toDraft(feed.cadence))
  const [mode, setMode] = useState<Mode>(feed.mode === 'replace' ? 'replace' : 'upsert')
  const [needsApproval, setNeedsApproval] = useState(feed.needsApproval ?? false)
  const [noDueDate, setNoDueDate] = useState(feed.noDueDate ?? 'unclassified')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const cadence = toCadence(schedule)
  const submit = async () => {
    setIsTried(true)
    if (title.trim() === '' || cadence === undefined) return
    const change: FeedChange = {
      ...(title.trim() !== feed.title && { title: title.trim() }),
      ...(owner !== (feed.owner ?? '') && { owner: owner === '' ? null : owner }),
      ...(JSON.stringify(cadence) !== JSON.stringify(feed.cadence) && { cadence }),
      ...(mode !== feed.mode && { mode }),
      ...(needsApproval !== (feed.needsApproval ?? false) && { needsApproval }),
      ...(feed.noDueDate !== undefined && noDueDate !== feed.noDueDate && { noDueDate }),
    }
    if (Object.keys(change).length === 0) return onClose()
    const said = reason.trim()
    await act.run(async () => {
      await changeFeed(feed.id, { ...change, ...(said !== '' && { reason: said }) })
      onDone()
    })
  }
  return (
    <FormDialog
      title={words('register.form.changeTitle', { feed: feed.title })}
      note={isOperator ? undefined : words('register.form.operatorOnly')}
      deed={words('register.form.save')}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words('register.form.title')}
        fault={isTried && title.trim() === '' ? words('register.form.needed') : undefined}
        value={title}
        onChange={setTitle}
        input={{ maxLength: 200 }}
      />
      <OwnerField owner={owner} onChange={setOwner} knowsPeople={knowsPeople} />
      <ScheduleFields schedule={schedule} onChange={setSchedule} isTried={isTried} />
      {feed.noDueDate !== undefined && (
        <SwitchField
          label={words('register.form.noDue')}
          note={words('register.form.noDueNote')}
          isOn={noDueDate === 'onTime'}
          onChange={(isOn) => setNoDueDate(isOn ? 'onTime' : 'unclassified')}
        />
      )}
      {isOperator && (
        <>
          <SwitchField
            label={words('register.form.approval')}
            note={words('register.form.approvalNote')}
            isOn={needsApproval}
            onChange={setNeedsApproval}
          />
          <ModeField mode={mode} onChange={setMode} />
        </>
      )}
      <TextField
        label={words('register.form.reason')}
        hint={words('register.form.reasonHint')}
        value={reason}
        onChange={setReason}
        input={{ maxLength: 500 }}
      />
    </FormDialog>
  )
}
