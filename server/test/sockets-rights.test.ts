import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Change } from '../../shared/live.ts'
import type { Query } from '../../shared/query.ts'
import { settingOf } from '../limits.ts'
import { closeAll, type LiveClient, openClient, say, until, watch } from './live-client.ts'
import type { LiveServer } from './live-server.ts'
import { FOUR, NOVEMBER, type Opened, open, TOKEN } from './opened.ts'
import { type SignedIn, signedIn } from './people.ts'

const HERE = 'area:31459'
const QUESTION: Query = { measures: ['dossiers.received'], unit: HERE, period: { name: 'thisMonth' } }

/** `closed`: the line was cut after too many packets that keep to no rule. */
const REFUSALS = ['IOC_UNIT_NOT_YOURS', 'IOC_UNKNOWN_WATCH', 'IOC_BAD_PACKET', 'closed']

let opened: Opened
let elsewhere: string

beforeAll(async () => {
  opened = await open({
    [settingOf('eventsPerSecond')]: '1000',
    [settingOf('eventRush')]: '1000',
    [settingOf('badPackets')]: '100',
    [settingOf('sockets')]: '60',
  })
  const { ledger, installation } = { ...opened.program.stages, ...opened.program }
  const here = await installation.unitNamed(HERE)
  const { units } = await ledger.units((await ledger.head()).seq)
  const other = [...units.values()].find(
    ({ id, level, to }) => level === 'commune' && id !== here && to === '9999-12-31',
  )
  if (!other) throw new Error('there is only one commune')
  elsewhere = other.id
  await opened.commit(await opened.deliver('dataset=dossiers&feed=igate', 'ho-so.csv', FOUR))
})
afterEach(closeAll)
afterAll(() => opened.close())

const server = () => ({ url: opened.url }) as LiveServer
const officer = (user: string, unit?: string) =>
  signedIn(opened, { user, role: 'officer', ...(unit !== undefined && { unit }) })

async function joined({ cookie }: Pick<SignedIn, 'cookie'>): Promise<LiveClient> {
  const socket = openClient(server(), { extraHeaders: { cookie, origin: opened.url } })
  const failed = until(socket, 'connect_error').then((error) => Promise.reject(error))
  await Promise.race([until(socket, 'connect'), failed])
  return socket
}

async function operator(): Promise<LiveClient> {
  const socket = openClient(server(), { auth: { token: TOKEN } })
  await until(socket, 'connect')
  return socket
}

describe('what is somebody else’s', () => {
  it('[B18] [S10] [S14] is joined in none of 10,000 attempts, hears nothing, and is written down once', async () => {
    const owner = await joined(await officer('here', HERE))
    const { watch: own } = await watch(owner, QUESTION)
    const thief = await officer('elsewhere', elsewhere)
    let attacking = await joined(thief)
    const heard: Change[] = []
    const guesses: (() => [string, unknown])[] = [
      () => ['figures:snapshot', own],
      () => ['figures:unwatch', own],
      () => ['figures:snapshot', owner.id],
      () => ['figures:snapshot', randomBytes(12).toString('base64url')],
      () => ['figures:snapshot', `alerts ${HERE} ${randomBytes(12).toString('base64url')}`],
      () => ['figures:unwatch', randomBytes(9).toString('base64url')],
      () => ['figures:join', own],
      () => ['join', own],
      () => ['figures:watch', { ...QUESTION, room: own }],
      () => ['figures:watch', QUESTION],
    ]
    const told = new Map<string, number>()
    for (let round = 0; round < 200; round++) {
      if (!attacking.connected) attacking = await joined(thief)
      attacking.off('figures:changed').on('figures:changed', (change) => heard.push(change))
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => {
          const [event, payload] = guesses[i % guesses.length]?.() ?? ['', null]
          return say(attacking, event, payload)
        }),
      )
      for (const answer of answers) {
        const outcome = answer === null ? 'closed' : (answer.problem?.code ?? 'joined')
        told.set(outcome, (told.get(outcome) ?? 0) + 1)
      }
      await sleep(40)
    }
    expect([...told.values()].reduce((sum, count) => sum + count)).toBe(10_000)
    expect([...told.keys()].filter((code) => !REFUSALS.includes(code))).toEqual([])
    expect(Math.min(told.get('IOC_UNIT_NOT_YOURS') ?? 0, told.get('IOC_UNKNOWN_WATCH') ?? 0)).toBeGreaterThanOrEqual(
      500,
    )
    await opened.call('POST', '/api/v1/push/dossiers', { feed: 'igate', rows: [pushedRow(1)] })
    await expect.poll(async () => ((await say(owner, 'figures:snapshot', own)) as { rev?: number })?.rev).toBe(2)
    expect(heard).toEqual([])
    const { body } = await opened.call('GET', '/api/v1/audit?action=watch.refused')
    expect(body.lines.filter(({ actor }: { actor: string }) => actor === 'elsewhere')).toHaveLength(1)
  })
})

describe('rights that end', () => {
  it('[S16] [B19] close the socket of whoever signs out elsewhere', async () => {
    const person = await officer('out')
    const socket = await joined(person)
    await watch(socket, QUESTION)
    const closed = until(socket, 'disconnect')
    await person.call('DELETE', '/api/v1/session')
    await closed
  })

  it('[S15] [B19] close the socket of whoever is limited to another unit, before any further figure', async () => {
    const person = await officer('moved', HERE)
    const socket = await joined(person)
    await watch(socket, QUESTION)
    const closed = until(socket, 'disconnect')
    expect((await opened.call('PATCH', `/api/v1/people/${person.person}`, { unit: elsewhere })).status).toBe(200)
    await closed
  })
})

describe('the clock', () => {
  it('[S24] set back by a day between two packets leaves seq and rev rising', async () => {
    const socket = await operator()
    const first = await watch(socket, { ...NOVEMBER, measures: ['dossiers.received'] })
    const change = new Promise<Change>((done) => socket.once('figures:changed', done))
    opened.clock.set(new Date(opened.clock.now().getTime() - 86_400_000))
    expect((await opened.call('POST', '/api/v1/push/dossiers', { feed: 'igate', rows: [pushedRow(3)] })).status).toBe(
      200,
    )
    const { rev, seq } = await change
    expect([rev, seq > first.seq]).toEqual([first.rev + 1, true])
  })
})

describe('the crowd', () => {
  it('[S19] [S20] [B28] beyond the cap is refused, and those inside go on', async () => {
    const inside = await Promise.all(Array.from({ length: 55 }, operator))
    const watching = inside.slice(0, 5)
    const snapshots = await Promise.all(watching.map((socket) => watch(socket, QUESTION)))
    const extra = Array.from({ length: 500 }, () => openClient(server(), { auth: { token: TOKEN } }))
    const outcomes = await Promise.all(
      extra.map((socket) =>
        Promise.race([until(socket, 'connect').then(() => 'in'), until(socket, 'connect_error').then(() => 'out')]),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'in').length).toBeLessThanOrEqual(5)
    expect(inside.every(({ connected }) => connected)).toBe(true)
    const changed = Promise.all(
      watching.map((socket) => new Promise<Change>((done) => socket.once('figures:changed', done))),
    )
    await opened.call('POST', '/api/v1/push/dossiers', { feed: 'igate', rows: [pushedRow(2)] })
    expect((await changed).map(({ rev }) => rev)).toEqual(snapshots.map(({ rev }) => rev + 1))
  })
})

function pushedRow(no: number) {
  return {
    code: `000.21.45.H13-261105-${String(no).padStart(4, '0')}`,
    receivingUnit: HERE,
    resolvingUnit: HERE,
    receivedAt: '2026-11-05T08:00:00+07:00',
    dueAt: '2026-11-12T17:00:00+07:00',
    status: '4',
  }
}
