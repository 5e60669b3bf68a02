import { useId } from 'react'
import { listPeople } from '../../api/people.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Field } from '../../ui/field.tsx'
import { useRead } from '../../ui/use-read.ts'

interface OwnerFieldProps {
  owner: string
  onChange: (owner: string) => void
  /** May read who has an account: names are offered. */
  knowsPeople: boolean
}

/** Who answers for a source, by user name. */
export function OwnerField({ owner, onChange, knowsPeople }: OwnerFieldProps) {
  const words = useWords()
  const list = useId()
  const people = useRead(listPeople, knowsPeople ? 'people' : null)
  return (
    <Field label={words('register.form.owner')} hint={words('register.form.ownerHint')}>
      {(field) => (
        <>
          <input
            {...field}
            list={knowsPeople ? list : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
            value={owner}
            onChange={(event) => onChange(event.target.value.trim().toLowerCase())}
          />
          <datalist id={list}>
            {people.value
              ?.filter(({ state }) => state !== 'disabled')
              .map(({ user, name }) => (
                <option key={user} value={user}>
                  {name}
                </option>
              ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
