import { useState } from 'react'
import type { FeedItem } from '../../../shared/api.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Read } from '../../ui/use-read.ts'
import { datasetTitle } from '../names.ts'
import { filterFeeds, type Sort, STANDINGS, sortFeeds } from './order.ts'
import { RegisterTable } from './register-table.tsx'

/** Numbers and moments are looked at from the largest; names and states from the first. */
const LARGEST_FIRST: readonly Sort[] = ['received', 'quarantined']

interface RegisterProps {
  read: Read<FeedItem[]>
  search: string
  filter: { standing: string; kind: string }
  onFilter: (next: { standing?: string; kind?: string }) => void
  chosen: string
  onChoose: (feed: string) => void
  mayUpload: boolean
  /** Given to who may register a source. */
  onAdd?: (() => void) | undefined
}

/** Every source: whose, when it last came, when the next is due, and who has reported; what needs somebody stands first. */
export function Register({ read, search, filter, onFilter, chosen, onChoose, mayUpload, onAdd }: RegisterProps) {
  const words = useWords()
  const locale = useLocale()
  const [sort, setSort] = useState<{ by: Sort; isDown: boolean }>({ by: 'state', isDown: false })
  const all = read.value ?? []
  const { standing, kind } = filter
  const shown = sortFeeds(filterFeeds(all, { search, standing, dataset: kind }, locale), sort.by, sort.isDown)
  const datasets = [...new Set(all.map(({ dataset }) => dataset))]
  const turn = (by: Sort) => setSort({ by, isDown: sort.by === by ? !sort.isDown : LARGEST_FIRST.includes(by) })
  return (
    <section className="panel" aria-labelledby="register-title" aria-busy={read.isAsking}>
      <header className="panel-head">
        <h2 id="register-title">{words('feeds.register.title')}</h2>
        {all.length > 0 && (
          <p className="dim" role="status">
            {shown.length === all.length
              ? words('feeds.register.count', { n: `${all.length}` })
              : words('register.countOf', { n: `${shown.length}`, all: `${all.length}` })}
          </p>
        )}
        <div className="filters">
          {all.length > 0 && (
            <>
              <select
                aria-label={words('register.filterState')}
                value={standing}
                onChange={(event) => onFilter({ standing: event.target.value })}
              >
                <option value="">{words('register.anyState')}</option>
                {STANDINGS.map((name) => (
                  <option key={name} value={name}>
                    {words(`feeds.register.states.${name}`)}
                  </option>
                ))}
              </select>
              <select
                aria-label={words('register.filterDataset')}
                value={kind}
                onChange={(event) => onFilter({ kind: event.target.value })}
              >
                <option value="">{words('register.anyDataset')}</option>
                {datasets.map((name) => (
                  <option key={name} value={name}>
                    {datasetTitle(name, locale)}
                  </option>
                ))}
              </select>
            </>
          )}
          {onAdd && (
            <button type="button" className="bar-button" onClick={onAdd}>
              + {words('register.add')}
            </button>
          )}
        </div>
      </header>
      {read.problem && <ProblemNote problem={read.problem} onRetry={read.reload} />}
      {!read.value && !read.problem && <p className="blank">{words('feeds.register.loading')}</p>}
      {read.value?.length === 0 && (
        <div className="blank">
          <p className="strong">{words('feeds.register.empty')}</p>
          <p>{words(onAdd ? 'register.emptyNote' : 'register.emptyReader')}</p>
        </div>
      )}
      {all.length > 0 && shown.length === 0 && (
        <div className="blank">
          <p>{search ? words('feeds.register.noMatch', { text: search }) : words('register.none')}</p>
          {(standing || kind) && (
            <button type="button" className="text-link" onClick={() => onFilter({ standing: '', kind: '' })}>
              {words('register.clear')}
            </button>
          )}
        </div>
      )}
      {shown.length > 0 && (
        <RegisterTable
          feeds={shown}
          chosen={chosen}
          mayUpload={mayUpload}
          sort={sort}
          onSort={turn}
          onChoose={onChoose}
        />
      )}
    </section>
  )
}
