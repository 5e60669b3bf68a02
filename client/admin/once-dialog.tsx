import { type ReactNode, useState } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { useCopied } from '../ui/use-copied.ts'

interface OnceDialogProps {
  title: string
  note?: string
  label: string
  /** What cannot be seen again. */
  secret: string
  children?: ReactNode
  onClose: () => void
}

/** A link or key at the only moment at which it can be read: closing it uncopied is asked about once. */
export function OnceDialog({ title, note, label, secret, children, onClose }: OnceDialogProps) {
  const words = useWords()
  const { state, copy } = useCopied()
  const [isWarned, setIsWarned] = useState(false)
  const close = () => (state === 'copied' || isWarned ? onClose() : setIsWarned(true))
  const said = { idle: 'copy', copied: 'copied', failed: 'copy' } as const
  return (
    <Dialog title={title} onClose={close}>
      {note && <p className="dialog-note">{note}</p>}
      <Field label={label} hint={words('admin.dialog.once')}>
        {(field) => (
          <div className="field-row">
            <input
              {...field}
              className="secret"
              readOnly
              value={secret}
              onFocus={(event) => event.currentTarget.select()}
            />
            <button type="button" className="button primary" onClick={() => copy(secret)}>
              {words(`admin.dialog.${said[state]}`)}
            </button>
          </div>
        )}
      </Field>
      {children}
      <p role="status" className={state === 'failed' || isWarned ? 'field-fault' : 'visually-hidden'}>
        {state === 'failed' && words('admin.dialog.copyFailed')}
        {state === 'idle' && isWarned && words('admin.dialog.stillOpen')}
        {state === 'copied' && words('admin.dialog.copied')}
      </p>
      <div className="dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {words('admin.dialog.done')}
        </button>
      </div>
    </Dialog>
  )
}
