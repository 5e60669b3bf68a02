import { useEffect, useRef, useState } from 'react'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { formatBytes } from './bytes.ts'

interface DropAreaProps {
  file: File | null
  fault: string | undefined
  onFile: (file: File) => void
}

/** Takes a file by dropping it anywhere on the page, or by choosing it. */
export function DropArea({ file, fault, onFile }: DropAreaProps) {
  const words = useWords()
  const locale = useLocale()
  const input = useRef<HTMLInputElement>(null)
  const [isMore, setIsMore] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const first = files?.[0]
    if (!first) return
    setIsMore(files.length > 1)
    onFile(first)
  }
  const isOver = usePageDrop(take)
  return (
    <div className="drop" data-over={isOver} data-filled={file !== null}>
      {isOver ? (
        <p className="drop-file">{words('feeds.form.dropHere')}</p>
      ) : file ? (
        <p className="drop-file" aria-live="polite">
          {file.name} <span className="dim">{formatBytes(file.size, locale)}</span>
        </p>
      ) : (
        <p className="drop-file">{words('feeds.form.drop')}</p>
      )}
      <button type="button" className={file ? 'button' : 'button primary'} onClick={() => input.current?.click()}>
        {words(file ? 'feeds.form.other' : 'feeds.form.choose')}
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <p className={fault ? 'field-fault' : 'field-hint'} role={fault ? 'alert' : undefined}>
        {fault ?? (isMore ? words('feeds.form.oneFile') : words('feeds.form.kinds'))}
      </p>
    </div>
  )
}

/** Catches files dropped anywhere on the page; answers whether one hovers now. */
function usePageDrop(take: (files: FileList | undefined) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      latest.current(event.dataTransfer?.files)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])
  return isOver
}
