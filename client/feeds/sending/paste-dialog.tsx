import { useRef, useState } from 'react'
import { useWords } from '../../i18n/provider.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { type Pasted, readPasted } from './pasted.ts'

/** Takes copied cells where the page itself cannot be pasted into, and says what to copy. */
export function PasteDialog({ onPaste, onClose }: { onPaste: (pasted: Pasted) => void; onClose: () => void }) {
  const words = useWords()
  const area = useRef<HTMLTextAreaElement>(null)
  const [isBad, setIsBad] = useState(false)
  const take = (text: string) => {
    const pasted = readPasted(text)
    setIsBad(!pasted)
    if (pasted) onPaste(pasted)
  }
  return (
    <Dialog title={words('feeds.form.pasteTitle')} onClose={onClose}>
      <Field
        label={words('feeds.form.pasteCells')}
        hint={words('feeds.form.pasteNote')}
        fault={isBad ? words('feeds.form.pasteBad') : undefined}
      >
        {(field) => (
          <textarea
            {...field}
            ref={area}
            className="paste-area"
            rows={6}
            spellCheck={false}
            wrap="off"
            // A million cells are never put into the field: what is pasted whole is taken at once.
            onPaste={(event) => {
              if (event.currentTarget.value !== '') return
              const text = event.clipboardData.getData('text/plain')
              if (!readPasted(text)) return
              event.preventDefault()
              take(text)
            }}
          />
        )}
      </Field>
      <div className="dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {words('feeds.form.pasteCancel')}
        </button>
        <button type="button" className="button primary" onClick={() => take(area.current?.value ?? '')}>
          {words('feeds.form.pasteUse')}
        </button>
      </div>
    </Dialog>
  )
}
