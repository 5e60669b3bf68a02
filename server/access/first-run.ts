import type { Sql } from '../ledger/ledger.ts'
import type { Asking, Opened } from './access.ts'
import type { Credentials } from './credentials.ts'
import { endOperatorLinks } from './end-sessions.ts'
import type { Enter } from './entering.ts'
import { NotAllowed, NotSignedIn, PasswordWeak, SetupOver } from './errors.ts'
import type { Passwords } from './passwords.ts'
import { insertPerson } from './people.ts'
import { lineOf } from './person-record.ts'
import type { Rights } from './rights.ts'
import { type AccessParts, moveRights } from './store.ts'

const REMEMBERED_S = 60

/** The time before there is an operator with an account: only links, the admin token and this machine open the program. */
export interface FirstRun {
  isOn(): Promise<boolean>
  /** Makes the first operator's account and signs him in; all links of operators and their sessions end. */
  setUp(given: { user: string; name: string; password: string }, asking: Asking): Promise<Opened>
}

export interface FirstRunParts extends Pick<AccessParts, 'clock'> {
  rights: Rights
  credentials: Credentials
  passwords: Passwords
  enter: Enter
}

/** Two operators who set up at once: exactly one becomes the first. */
export function createFirstRun({ rights, clock, credentials, passwords, enter }: FirstRunParts): FirstRun {
  const { store } = rights
  const isOn = async () => {
    const known = await rights.recall('first run', REMEMBERED_S, async () => ({
      value: { on: !(await store.transact(hasOperator)) },
    }))
    return known?.on ?? false
  }
  return {
    isOn,
    async setUp({ user, name, password }, asking) {
      if (!(await isOn())) throw new SetupOver()
      const credential = await credentials.of(asking)
      if (!credential) throw new NotSignedIn()
      const { scope, person } = credential
      if (scope.role !== 'operator' || person !== null) throw new NotAllowed()
      const rule = passwords.weakness(password, [user, name])
      if (rule !== null) throw Object.assign(new PasswordWeak(), { at: { rule } })
      const hash = await passwords.hash(password)
      return store.transact(async (sql, record) => {
        const now = clock.now()
        // First of all: whoever sets up at the same moment waits here, and then finds an operator.
        await moveRights(sql)
        if (await hasOperator(sql)) throw new SetupOver()
        const person = await insertPerson(sql, { user, name, role: 'operator' }, scope, now)
        await sql.query('update people set password_hash = $2, password_changed_at = $3 where id = $1', [
          person.id,
          hash,
          now,
        ])
        await endOperatorLinks(sql, now)
        const by = { ...scope, origin: { ip: asking.ip, request: asking.id } }
        await record(lineOf('person.created', person, by, { role: person.role, unit: person.unit }))
        const who = { person: person.id, role: person.role, how: 'setup', needs: 'totp', actor: user } as const
        return enter(sql, record, who, asking)
      })
    },
  }
}

async function hasOperator(sql: Sql): Promise<boolean> {
  const found = await sql.query(`select 1 from people where role = 'operator' and disabled_at is null limit 1`)
  return found.length > 0
}
