import { useRef, useState } from 'react'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { formatBytes } from './bytes.ts'
import { PasteDialog } from './sending/paste-dialog.tsx'
import type { Pasted } from './sending/pasted.ts'
import { PastedHead } from './sending/pasted-head.tsx'
import { usePageDrop, usePagePaste } from './sending/use-page-files.ts'

interface DropAreaProps {
  files: readonly File[]
  pasted: Pasted | null
  fault: string | undefined
  onFiles: (files: readonly File[]) => void
  onPaste: (pasted: Pasted) => void
}

/** Takes files by dropping them anywhere on the page or by choosing them, and cells copied from a spreadsheet. */
export function DropArea({ files, pasted, fault, onFiles, onPaste }: DropAreaProps) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [isPasting, setIsPasting] = useState(false)
  const take = (list: Iterable<File> | null | undefined) => {
    const taken = [...(list ?? [])]
    if (taken.length > 0) onFiles(taken)
  }
  const isOver = usePageDrop(take)
  usePagePaste({ onFiles: take, onPaste })
  const isFilled = files.length > 0
  return (
    <div className="drop" data-over={isOver} data-filled={isFilled}>
      {isOver ? (
        <p className="drop-file">{words('feeds.form.dropHere')}</p>
      ) : pasted ? (
        <PastedHead pasted={pasted} />
      ) : isFilled ? (
        <FileList files={files} onFiles={onFiles} />
      ) : (
        <>
          <p className="drop-file">{words('feeds.form.drop')}</p>
          <p className="field-hint">{words('feeds.form.pageDrop')}</p>
        </>
      )}
      <p className="drop-buttons">
        <button
          type="button"
          className={isFilled ? 'button' : 'button primary'}
          aria-describedby="drop-told"
          onClick={() => input.current?.click()}
        >
          {words(isFilled ? 'feeds.form.other' : 'feeds.form.choose')}
        </button>
        <button type="button" className="button" onClick={() => setIsPasting(true)}>
          {words('feeds.form.paste')}
        </button>
      </p>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      {(fault || files.length !== 1) && (
        <p id="drop-told" className={fault ? 'field-fault' : 'field-hint'} role={fault ? 'alert' : undefined}>
          {fault ?? words(files.length > 1 ? 'feeds.form.filesNote' : 'feeds.form.kinds')}
        </p>
      )}
      {isPasting && (
        <PasteDialog
          onClose={() => setIsPasting(false)}
          onPaste={(cells) => {
            setIsPasting(false)
            onPaste(cells)
          }}
        />
      )}
    </div>
  )
}

/** What is about to be sent; of several files, each can be left out. */
function FileList({ files, onFiles }: Pick<DropAreaProps, 'files' | 'onFiles'>) {
  const words = useWords()
  const locale = useLocale()
  const [first] = files
  if (first && files.length === 1) {
    return (
      <p className="drop-file" aria-live="polite">
        {first.name} <span className="dim">{formatBytes(first.size, locale)}</span>
      </p>
    )
  }
  return (
    <>
      <p className="drop-file" aria-live="polite">
        {words('feeds.form.files', { n: formatNumber(files.length, locale) })}
      </p>
      <ul className="drop-files">
        {files.map((file, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name and size
          <li key={`${at} ${file.name}`}>
            <span>{file.name}</span>
            <span className="dim">{formatBytes(file.size, locale)}</span>
            <button
              type="button"
              className="text-link"
              aria-label={words('feeds.form.drop1', { name: file.name })}
              onClick={() => onFiles(files.filter((other) => other !== file))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
