import { useState } from 'react'
import { type Invitation, type PersonItem, USER_NAME } from '../../../shared/access.ts'
import { PEOPLE_ROLES, type PersonRole } from '../../../shared/roles.ts'
import { changePerson, createPerson } from '../../api/people.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { UnitField } from '../../ui/unit-field.tsx'
import { useUnit } from '../../ui/use-unit.ts'
import { useChange } from '../use-change.ts'

interface PersonFormProps {
  /** Whose account; null = a new one. */
  person: PersonItem | null
  onDone: (invitation?: Invitation) => void
  onClose: () => void
}

/** Adds somebody, or changes name, role and unit. */
export function PersonForm({ person, onDone, onClose }: PersonFormProps) {
  const words = useWords()
  const act = useChange()
  const [user, setUser] = useState('')
  const [name, setName] = useState(person?.name ?? '')
  const [role, setRole] = useState<PersonRole>(person?.role ?? 'officer')
  const [breakGlass, setBreakGlass] = useState(false)
  const [isTried, setIsTried] = useState(false)
  const unit = useUnit(person?.unit ?? null)
  const isUserGood = person !== null || new RegExp(USER_NAME).test(user)
  const isNameGood = name.trim() !== ''
  const submit = async () => {
    setIsTried(true)
    if (!isUserGood || !isNameGood || (person?.unit && !unit.read.value)) return
    const given = { name: name.trim(), role, unit: unit.unit?.id ?? null }
    await act.run(async () => {
      if (person === null) onDone(await createPerson({ ...given, user, ...(breakGlass && { breakGlass }) }))
      else {
        await changePerson(person.id, given)
        onDone()
      }
    })
  }
  return (
    <FormDialog
      title={person ? words('admin.people.changeTitle', { name: person.name }) : words('admin.people.add')}
      note={person ? words('admin.people.changeNote') : undefined}
      deed={words(person ? 'admin.dialog.save' : 'admin.people.create')}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={words('admin.people.ownName')}
        fault={isTried && !isNameGood ? words('admin.dialog.needed') : undefined}
      >
        {(field) => (
          <input
            {...field}
            autoComplete="off"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {person === null && (
        <Field
          label={words('admin.people.user')}
          hint={words('admin.people.userHint')}
          fault={isTried && !isUserGood ? words('admin.people.userBad') : undefined}
        >
          {(field) => (
            <input
              {...field}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              value={user}
              onChange={(event) => setUser(event.target.value.toLowerCase())}
            />
          )}
        </Field>
      )}
      <Field label={words('admin.people.role')} hint={words(`admin.roleNotes.${role}`)}>
        {(field) => (
          <select {...field} value={role} onChange={(event) => setRole(event.target.value as PersonRole)}>
            {PEOPLE_ROLES.map((name) => (
              <option key={name} value={name}>
                {words(`account.roles.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <UnitField
        unit={unit.unit}
        onChange={unit.choose}
        label={words('admin.dialog.unit')}
        hint={words('admin.dialog.unitHint')}
      />
      {unit.read.problem && <ProblemNote problem={unit.read.problem} onRetry={unit.read.reload} />}
      {person === null && (
        <SwitchField
          label={words('admin.people.breakGlassField')}
          note={words('admin.people.breakGlassNote')}
          isOn={breakGlass}
          onChange={setBreakGlass}
        />
      )}
    </FormDialog>
  )
}
