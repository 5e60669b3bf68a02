import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Invitation, PersonItem } from '../../../shared/access.ts'
import { PEOPLE_ROLES } from '../../../shared/roles.ts'
import { listPeople } from '../../api/people.ts'
import { readSettings } from '../../api/settings.ts'
import { useWords } from '../../i18n/provider.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useRead } from '../../ui/use-read.ts'
import { ListPanel } from '../list-panel.tsx'
import { SectionPage } from '../section-page.tsx'
import { useUnitNames } from '../use-unit-names.ts'
import { filterPeople } from './people-filter.ts'
import { PeopleTable } from './people-table.tsx'
import { type PersonDeed, PersonDialogs } from './person-dialogs.tsx'

const STATES = ['invited', 'active', 'locked', 'disabled'] as const satisfies readonly PersonItem['state'][]

/** `/admin/people`: who may come in, in which role and unit, and everything that is done to an account. */
export function PeopleSection() {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const [text, setText] = useState('')
  const [deed, setDeed] = useState<PersonDeed | null>(null)
  const people = useRead(listPeople, 'people')
  const settings = useRead(readSettings, 'settings')
  const unitName = useUnitNames((people.value ?? []).map(({ unit }) => unit))
  const role = PEOPLE_ROLES.find((name) => name === params.get('role')) ?? ''
  const state = STATES.find((name) => name === params.get('state')) ?? ''
  const shown = filterPeople(people.value ?? [], { text, role, state }, unitName)
  const choose = (name: 'role' | 'state', value: string) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        value ? after.set(name, value) : after.delete(name)
        return after
      },
      { replace: true },
    )
  }
  const clear = () => {
    setText('')
    setParams({}, { replace: true })
  }
  const finish = (invitation?: Invitation) => {
    people.reload()
    setDeed(invitation ? { kind: 'link', invitation } : null)
  }
  const add = (
    <button type="button" className="button primary" onClick={() => setDeed({ kind: 'create' })}>
      {words('admin.people.add')}
    </button>
  )
  return (
    <SectionPage title={words('admin.sections.people')} lead={words('admin.people.lead')} act={add}>
      <ListPanel
        title={words('admin.people.table')}
        read={people}
        shown={shown}
        onClear={clear}
        empty={{ title: words('admin.people.empty'), note: words('admin.people.emptyNote') }}
        tools={
          <>
            <SearchField label={words('admin.people.search')} value={text} onChange={setText} />
            <select
              aria-label={words('admin.people.role')}
              value={role}
              onChange={(event) => choose('role', event.target.value)}
            >
              <option value="">{words('admin.people.allRoles')}</option>
              {PEOPLE_ROLES.map((name) => (
                <option key={name} value={name}>
                  {words(`account.roles.${name}`)}
                </option>
              ))}
            </select>
            <select
              aria-label={words('admin.people.state')}
              value={state}
              onChange={(event) => choose('state', event.target.value)}
            >
              <option value="">{words('admin.people.allStates')}</option>
              {STATES.map((name) => (
                <option key={name} value={name}>
                  {words(`admin.people.states.${name}`)}
                </option>
              ))}
            </select>
          </>
        }
      >
        <PeopleTable people={shown} unitName={unitName} onDeed={setDeed} />
      </ListPanel>
      {settings.value && (
        <p className="section-note">
          <strong>{words('admin.people.signOn')}.</strong>{' '}
          {settings.value.oidc
            ? words('admin.people.signOnWith', settings.value.oidc)
            : words('admin.people.signOnNone')}
        </p>
      )}
      {deed && <PersonDialogs deed={deed} onDone={finish} onClose={() => setDeed(null)} />}
    </SectionPage>
  )
}
