import type { KeyboardEvent } from 'react'
import type { FeedItem } from '../../../shared/api.ts'
import { useWords } from '../../i18n/provider.tsx'
import type { Sort } from './order.ts'
import { RegisterRow } from './register-row.tsx'

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

interface RegisterTableProps {
  feeds: readonly FeedItem[]
  chosen: string
  mayUpload: boolean
  sort: { by: Sort; isDown: boolean }
  onSort: (by: Sort) => void
  onChoose: (feed: string) => void
}

/** The register as a table: arrows go from source to source, Enter opens the one that has the focus. */
export function RegisterTable({ feeds, chosen, mayUpload, sort, onSort, onChoose }: RegisterTableProps) {
  const words = useWords()
  const head = (by: Sort, text: string, isNumber = false) => (
    <th
      scope="col"
      className={isNumber ? 'number' : undefined}
      aria-sort={sort.by === by ? (sort.isDown ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className="sort-button"
        aria-label={words('register.sortBy', { column: text })}
        onClick={() => onSort(by)}
      >
        {text} <span aria-hidden="true">{sort.by === by ? (sort.isDown ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  )
  return (
    <div className="scroll register-scroll">
      <table className="table register-table">
        <thead>
          <tr>
            {head('title', words('feeds.register.feed'))}
            <th scope="col">{words('feeds.register.unit')}</th>
            {head('state', words('feeds.register.state'))}
            {head('received', words('feeds.register.received'))}
            {head('expected', words('feeds.register.expected'))}
            {head('reporting', words('register.reporting'))}
            {head('quarantined', words('register.quarantined'), true)}
            <th scope="col">
              <span className="visually-hidden">{words('register.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={step}>
          {feeds.map((feed) => (
            <RegisterRow
              key={feed.id}
              feed={feed}
              isChosen={feed.id === chosen}
              mayUpload={mayUpload}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Moves the focus to the source below or above, or to the ends of the list. */
function step(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-link')]
  const here = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
  const by = STEPS[event.key]
  const next = event.key === 'Home' ? 0 : event.key === 'End' ? links.length - 1 : by === undefined ? -1 : here + by
  const link = links[next]
  if (here < 0 || !link) return
  event.preventDefault()
  link.focus()
}
