import type { PersonItem } from '../../../shared/access.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Ago } from '../ago.tsx'
import { ListTable } from '../list-table.tsx'
import { type RowAct, RowMenu } from '../row-menu.tsx'
import type { PersonDeed } from './person-dialogs.tsx'
import { PersonFactor, PersonState } from './person-marks.tsx'

interface PeopleTableProps {
  people: readonly PersonItem[]
  unitName: (id: string) => string
  onDeed: (deed: PersonDeed) => void
}

/** People as lines, each with what can be done to the account. */
export function PeopleTable({ people, unitName, onDeed }: PeopleTableProps) {
  const words = useWords()
  return (
    <ListTable
      heads={[
        words('admin.people.name'),
        words('admin.people.role'),
        words('admin.people.unit'),
        words('admin.people.state'),
        words('admin.people.factor'),
        words('admin.people.seen'),
        `${words('admin.people.sessions')}#`,
      ]}
    >
      {people.map((person) => (
        <PersonRow key={person.id} person={person} unitName={unitName} onDeed={onDeed} />
      ))}
    </ListTable>
  )
}

function PersonRow({ person, unitName, onDeed }: Omit<PeopleTableProps, 'people'> & { person: PersonItem }) {
  const words = useWords()
  return (
    <tr data-dim={person.state === 'disabled'}>
      <th scope="row">
        {person.name}
        <small>
          {person.user}
          {person.breakGlass && <span className="tag">{words('admin.people.breakGlass')}</span>}
        </small>
      </th>
      <td>{words(`account.roles.${person.role}`)}</td>
      <td>{person.unit === null ? <span className="dim">{words('admin.list.whole')}</span> : unitName(person.unit)}</td>
      <td>
        <PersonState state={person.state} />
      </td>
      <td>
        <PersonFactor person={person} />
      </td>
      <td className="nowrap">
        <Ago at={person.lastSeenAt} />
      </td>
      <td className={person.sessions === 0 ? 'number zero' : 'number'}>{person.sessions}</td>
      <td className="acts">
        <RowMenu name={person.name} acts={actsOf(person, words, onDeed)} />
      </td>
    </tr>
  )
}

/** What makes sense for this account as it stands. */
function actsOf(person: PersonItem, words: ReturnType<typeof useWords>, onDeed: (deed: PersonDeed) => void): RowAct[] {
  const act = (kind: 'change' | 'invite' | 'totp' | 'end' | 'disable' | 'enable', label: string, isHard = false) => ({
    label,
    isHard,
    run: () => onDeed({ kind, person }),
  })
  const isOff = person.state === 'disabled'
  return [
    act('change', words('admin.people.change')),
    ...(!isOff && (!person.oidc || person.breakGlass)
      ? [act('invite', words(person.state === 'invited' ? 'admin.people.invite' : 'admin.people.reset'))]
      : []),
    ...(person.totp ? [act('totp', words('admin.people.totp'), true)] : []),
    ...(person.sessions > 0 ? [act('end', words('admin.people.end'), true)] : []),
    isOff ? act('enable', words('admin.people.enable')) : act('disable', words('admin.people.disable'), true),
  ]
}
