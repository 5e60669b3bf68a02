import { randomBytes } from 'node:crypto'
import type { Sql } from '../ledger/ledger.ts'
import type { Asking, Opened } from './access.ts'
import type { Credentials } from './credentials.ts'
import type { Enter } from './entering.ts'
import { NotAllowed, NotSignedIn, PasswordWeak, SetupOver, UserTaken } from './errors.ts'
import { voidLinks } from './links.ts'
import type { Passwords } from './passwords.ts'
import { findPerson } from './person-record.ts'
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
      const id = randomBytes(12).toString('base64url')
      return store.transact(async (sql, record) => {
        const now = clock.now()
        // First of all: whoever sets up at the same moment waits here, and then finds an operator.
        await moveRights(sql)
        if (await hasOperator(sql)) throw new SetupOver()
        if (await findPerson(sql, { user })) throw Object.assign(new UserTaken(), { at: { user } })
        await sql.query(
          `insert into people (id, user_name, name, role, password_hash, password_changed_at, created_at, created_by)
           values ($1, $2, $3, 'operator', $4, $5, $5, $6)`,
          [id, user, name, hash, now, scope.actor],
        )
        await voidLinks(sql, 'operator', now)
        await sql.query(
          `update sessions set ended_at = $1 where person is null and role = 'operator' and ended_at is null`,
          [now],
        )
        const origin = { ip: asking.ip, request: asking.id }
        const object = { kind: 'person', id }
        const detail = { user, role: 'operator' }
        await record({ action: 'person.created', actor: scope.actor, role: scope.role, object, origin, detail })
        return enter(sql, record, { person: id, role: 'operator', how: 'setup', needs: 'totp', actor: user }, asking)
      })
    },
  }
}

async function hasOperator(sql: Sql): Promise<boolean> {
  const found = await sql.query(`select 1 from people where role = 'operator' and disabled_at is null limit 1`)
  return found.length > 0
}
