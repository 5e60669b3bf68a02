import { useState } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { KeyList } from '../ui/key-list.tsx'
import { useKeys } from '../ui/use-keys.ts'

/** The keys of a delivery's page, on `?` or its button. */
export function KeyHelp() {
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  useKeys({ '?': () => setIsOpen(!isOpen) })
  const lines = [
    ['1 – 5', words('delivery.keys.steps')],
    ['[ ]', words('delivery.keys.around')],
    ['/', words('delivery.keys.search')],
    ['?', words('delivery.keys.help')],
    ['Esc', words('delivery.keys.out')],
  ] as const
  return (
    <>
      <button
        type="button"
        className="bar-button key-button"
        aria-label={words('delivery.keys.hint')}
        title={words('delivery.keys.hint')}
        onClick={() => setIsOpen(true)}
      >
        <kbd>?</kbd>
      </button>
      {isOpen && (
        <Dialog title={words('delivery.keys.title')} onClose={() => setIsOpen(false)}>
          <KeyList lines={lines} className="keys" />
          <div className="dialog-end">
            <button type="button" className="button" onClick={() => setIsOpen(false)}>
              {words('delivery.keys.close')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}
