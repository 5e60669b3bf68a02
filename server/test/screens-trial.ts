import type { ApproveScreen } from '../../shared/access.ts'
import { type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Asking } from '../access/access.ts'
import { createScreens, type ScreenDesk } from '../access/screens.ts'
import { openCity } from './city.ts'

export const MINUTE_MS = 60_000
/** Where displays of a trial stand unless another address is said. */
export const IP = '10.1.2.3'
/** Who lets them in. */
export const BY: Scope = { ...SYSTEM_SCOPE, actor: 'chi-lan' }

/** Screens on a real ledger. */
export async function openScreens() {
  const city = await openCity('2026-11-22T01:00:00Z')
  const open = (cookie = { name: 'ioc_screen', secure: false }): ScreenDesk =>
    createScreens({
      store: city.ledger,
      clock: city.clock,
      secret: 'a secret of at least thirty-two characters',
      unitNamed: async (text) => text,
      cookie,
    })
  const screens = open()
  return {
    ...city,
    open,
    screens,
    later: (ms: number) => city.clock.set(new Date(city.clock.now().getTime() + ms)),
    /** Opens as many connections as a race needs: the first caller would else be done before the others have one. */
    warm: () =>
      Promise.all(Array.from({ length: 8 }, () => city.ledger.transact((sql) => sql.query('select pg_sleep(0.1)')))),
    /** A display that was let in. */
    async pair(over: Partial<ApproveScreen> = {}): Promise<{ id: string; token: string }> {
      const { code, ticket } = await screens.ask(asking())
      const { id } = await screens.approve(given(code, over), BY)
      return { id, token: tokenIn((await screens.claim(ticket, asking()))?.cookie) }
    },
  }
}

export function asking(ip = IP): Asking {
  return { id: 'r', method: 'POST', peer: ip, ip, headers: {}, queryNames: [] }
}

/** What an operator says of a display. */
export function given(code: string, over: Partial<ApproveScreen> = {}): ApproveScreen {
  return { code, title: 'Sảnh một cửa', public: false, ...over }
}

/** The token in a `Set-Cookie` value. */
export function tokenIn(cookie: string | null | undefined): string {
  return /^[^=]+=([^;]*)/.exec(cookie ?? '')?.[1] ?? ''
}
