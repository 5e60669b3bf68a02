import type { ScreenItem } from '../../../shared/access.ts'
import { formatMoment } from '../../format/moment.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Mark, type Tone } from '../../ui/mark.tsx'
import { Ago } from '../ago.tsx'
import { ListTable } from '../list-table.tsx'
import { RowMenu } from '../row-menu.tsx'
import type { ScreenDeed } from './screen-dialogs.tsx'
import { type ScreenState, screenState } from './screen-state.ts'

const TONES: Record<ScreenState, Tone> = { online: 'good', offline: 'watch', never: 'busy', revoked: 'calm' }

interface ScreensTableProps {
  screens: readonly ScreenItem[]
  unitName: (id: string) => string
  onDeed: (deed: ScreenDeed) => void
}

/** Displays as lines. */
export function ScreensTable({ screens, unitName, onDeed }: ScreensTableProps) {
  const words = useWords()
  return (
    <ListTable
      heads={[
        words('admin.screens.title'),
        words('admin.screens.unit'),
        words('admin.screens.place'),
        words('admin.screens.state'),
        words('admin.screens.seen'),
        words('admin.screens.address'),
      ]}
    >
      {screens.map((screen) => (
        <ScreenRow key={screen.id} screen={screen} unitName={unitName} onDeed={onDeed} />
      ))}
    </ListTable>
  )
}

function ScreenRow({ screen, unitName, onDeed }: Omit<ScreensTableProps, 'screens'> & { screen: ScreenItem }) {
  const words = useWords()
  const { title, unit, ranges, seenAt, seenIp, approvedBy, approvedAt, revokedAt } = screen
  const state = screenState(screen, Date.now())
  return (
    <tr data-dim={state === 'revoked'}>
      <th scope="row">
        {title}
        <small>{words('admin.screens.by', { who: approvedBy, at: formatMoment(approvedAt) })}</small>
      </th>
      <td>{unit === null ? <span className="dim">{words('admin.list.whole')}</span> : unitName(unit)}</td>
      <td>{words(`admin.screens.places.${screen.public ? 'public' : 'office'}`)}</td>
      <td>
        <Mark tone={TONES[state]}>{words(`admin.screens.states.${state}`)}</Mark>
      </td>
      <td className="nowrap">
        <Ago at={seenAt} />
      </td>
      <td>
        {seenIp !== null && <code>{seenIp}</code>}
        {ranges.length > 0 && <small>{words('admin.screens.only', { ranges: ranges.join(', ') })}</small>}
      </td>
      <td className="acts">
        {revokedAt === null && (
          <RowMenu
            name={title}
            acts={[
              { label: words('admin.screens.change'), run: () => onDeed({ kind: 'change', screen }) },
              { label: words('admin.screens.revoke'), isHard: true, run: () => onDeed({ kind: 'revoke', screen }) },
            ]}
          />
        )}
      </td>
    </tr>
  )
}
