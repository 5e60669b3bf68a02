import { useState } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { useCopied } from '../ui/use-copied.ts'
import './totp.css'

/** The recovery codes at the only moment at which they can be read; goes on once they are said to be kept. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const words = useWords()
  const copied = useCopied()
  const [isSaved, setIsSaved] = useState(false)
  const [isMissing, setIsMissing] = useState(false)
  const text = `${words('account.totp.file')}\n\n${codes.join('\n')}\n`
  const copyWord = { idle: 'copy', copied: 'copied', failed: 'copyFailed' } as const
  return (
    <>
      <p className="lead">{words('account.totp.codesNote')}</p>
      <ul className="recovery-list">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="recovery-ways">
        <button type="button" className="button" onClick={() => copied.copy(text)}>
          {words(`account.totp.${copyWord[copied.state]}`)}
        </button>
        <button type="button" className="button" onClick={() => saveText('toan-canh-ma-khoi-phuc.txt', text)}>
          {words('account.totp.download')}
        </button>
        <button type="button" className="button" onClick={() => print()}>
          {words('account.totp.print')}
        </button>
      </div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setIsMissing(!isSaved)
          if (isSaved) onDone()
        }}
      >
        <div>
          <label className="choice">
            <input
              type="checkbox"
              checked={isSaved}
              aria-invalid={isMissing && !isSaved}
              aria-describedby="saved-told"
              onChange={(event) => setIsSaved(event.target.checked)}
            />
            {words('account.totp.saved')}
          </label>
          <p id="saved-told" className="field-fault saved-told" role="alert">
            {isMissing && !isSaved && words('account.totp.needSaved')}
          </p>
        </div>
        <button type="submit" className="button primary">
          {words('account.totp.done')}
        </button>
      </form>
    </>
  )
}

function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
