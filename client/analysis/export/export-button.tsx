import { useEffect, useRef, useState } from 'react'
import { ApiProblem, type CalledFile } from '../../api/fetch.ts'
import { useWords } from '../../i18n/provider.tsx'
import { download } from './download.ts'

interface ExportButtonProps {
  title: string
  /** There is nothing to save, or what is on the page is not the newest answer. */
  isOff?: boolean
  /** Asks the server for the file. */
  ask: (signal: AbortSignal) => Promise<CalledFile>
}

/** Has the server make a file, which it writes down, and saves it; can be stopped, and says why it failed. */
export function ExportButton({ title, isOff = false, ask }: ExportButtonProps) {
  const words = useWords()
  const [isWorking, setIsWorking] = useState(false)
  const [note, setNote] = useState<string | null>(null)
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const save = async () => {
    const controller = new AbortController()
    asking.current = controller
    setNote(null)
    setIsWorking(true)
    try {
      download(await ask(controller.signal))
    } catch (error) {
      if (controller.signal.aborted) return
      const problem = error instanceof ApiProblem ? error.problem.title : words('analysisRows.csv.cut')
      setNote(words('analysisRows.csv.failed', { reason: problem }))
    } finally {
      if (asking.current === controller) setIsWorking(false)
    }
  }
  if (isWorking)
    return (
      <span className="rows-working">
        <span role="status">{words('analysisRows.csv.working')}</span>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            asking.current?.abort()
            setIsWorking(false)
          }}
        >
          {words('analysisRows.csv.stop')}
        </button>
      </span>
    )
  return (
    <>
      {note && <span role="status">{note}</span>}
      <button type="button" className="button quiet" disabled={isOff} onClick={() => void save()}>
        {title}
      </button>
    </>
  )
}
