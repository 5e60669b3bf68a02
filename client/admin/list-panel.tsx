import { type ReactNode, useId } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Read } from '../ui/use-read.ts'

interface ListPanelProps<T> {
  title: string
  read: Read<readonly T[]>
  /** Those that fit the filter. */
  shown: readonly T[]
  /** Search and filters. */
  tools?: ReactNode
  onClear?: (() => void) | undefined
  empty: { title: string; note: string; act?: ReactNode }
  children: ReactNode
}

/** A list with its four states: being loaded, refused, empty (with what to do next), and there. */
export function ListPanel<T>({ title, read, shown, tools, onClear, empty, children }: ListPanelProps<T>) {
  const words = useWords()
  const heading = useId()
  const all = read.value?.length ?? 0
  const count =
    shown.length === all
      ? words('admin.list.count', { n: `${all}` })
      : words('admin.list.countOf', { n: `${shown.length}`, all: `${all}` })
  return (
    <section className="panel" aria-labelledby={heading} aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {all > 0 && (
          <p className="dim" role="status">
            {count}
          </p>
        )}
        {all > 0 && <div className="filters">{tools}</div>}
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {!read.value && !read.problem && <p className="blank">{words('admin.list.loading')}</p>}
      {read.value && all === 0 && (
        <div className="blank">
          <p className="strong">{empty.title}</p>
          <p>{empty.note}</p>
          {empty.act}
        </div>
      )}
      {all > 0 && shown.length === 0 && (
        <div className="blank">
          <p>{words('admin.list.noMatch')}</p>
          {onClear && (
            <button type="button" className="text-link" onClick={onClear}>
              {words('admin.list.clear')}
            </button>
          )}
        </div>
      )}
      {shown.length > 0 && <div className="scroll">{children}</div>}
    </section>
  )
}
