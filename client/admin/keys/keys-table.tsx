import type { KeyItem } from '../../../shared/access.ts'
import { formatMoment } from '../../format/moment.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Mark, type Tone } from '../../ui/mark.tsx'
import { Ago } from '../ago.tsx'
import { ListTable } from '../list-table.tsx'
import { RowMenu } from '../row-menu.tsx'
import type { KeyDeed } from './key-dialogs.tsx'
import { isLive, type KeyState, keyState } from './key-state.ts'

const TONES: Record<KeyState, Tone> = { live: 'good', ending: 'watch', ended: 'calm', revoked: 'calm' }

interface KeysTableProps {
  keys: readonly KeyItem[]
  now: number
  unitName: (id: string) => string
  feedName: (id: string) => string
  onDeed: (deed: KeyDeed) => void
}

/** Keys as lines: never the key, only its visible beginning. */
export function KeysTable({ keys, ...rest }: KeysTableProps) {
  const words = useWords()
  return (
    <ListTable
      heads={[
        words('admin.keys.title'),
        words('admin.keys.rights'),
        words('admin.keys.unit'),
        words('admin.keys.ranges'),
        words('admin.keys.state'),
        words('admin.keys.used'),
        words('admin.keys.ends'),
      ]}
    >
      {keys.map((item) => (
        <KeyRow key={item.id} item={item} {...rest} />
      ))}
    </ListTable>
  )
}

function KeyRow({ item, now, unitName, feedName, onDeed }: Omit<KeysTableProps, 'keys'> & { item: KeyItem }) {
  const words = useWords()
  const { title, prefix, rights, feed, unit, ranges, createdBy, createdAt, endsAt, lastUsedAt } = item
  const state = keyState(item, now)
  return (
    <tr data-dim={!isLive(item, now)}>
      <th scope="row" title={words('admin.keys.by', { who: createdBy, at: formatMoment(createdAt) })}>
        {title}
        <small>
          <code>{prefix}…</code>
        </small>
      </th>
      <td>
        {rights.map((right) => words(`admin.keys.right.${right}`)).join(', ')}
        {feed !== null && <small>{feedName(feed)}</small>}
      </td>
      <td>{unit === null ? <span className="dim">{words('admin.list.whole')}</span> : unitName(unit)}</td>
      <td>
        {ranges.length === 0 ? (
          <span className="dim">{words('admin.keys.anywhere')}</span>
        ) : (
          <code>{ranges.join(', ')}</code>
        )}
      </td>
      <td>
        <Mark tone={TONES[state]}>{words(`admin.keys.states.${state}`)}</Mark>
      </td>
      <td className="nowrap">
        <Ago at={lastUsedAt} />
      </td>
      <td className="nowrap">
        {endsAt === null ? <span className="dim">{words('admin.keys.noEnd')}</span> : formatMoment(endsAt)}
      </td>
      <td className="acts">
        {isLive(item, now) && (
          <RowMenu
            name={title}
            acts={[
              { label: words('admin.keys.revoke'), isHard: true, run: () => onDeed({ kind: 'revoke', key: item }) },
            ]}
          />
        )}
      </td>
    </tr>
  )
}
