import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FeedItem } from '../../shared/api.ts'
import type { DeliveryMonth } from '../../shared/feed-register.ts'
import type { AlertItem } from '../../shared/live.ts'
import { closeAll, openClient } from './live-client.ts'
import { dossierFile, FOUR, NOVEMBER, type Opened, open, TOKEN } from './opened.ts'
import { signedIn } from './people.ts'

// The clock stands at Sunday 22 November 2026, 09:00 in Việt Nam.
let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(async () => {
  await closeAll()
  await opened.close()
})

const at = (text: string) => opened.clock.set(new Date(`${text}+07:00`))
const register = (body: Record<string, unknown>) => opened.call('POST', '/api/v1/feeds', body)
const item = async (id: string): Promise<FeedItem | undefined> =>
  (await opened.call('GET', '/api/v1/feeds')).body.feeds.find((feed: FeedItem) => feed.id === id)
const reminders = async (search = '') => (await opened.call('GET', `/api/v1/feeds/reminders${search}`)).body.reminders
const record = async (id: string, search = '') => (await opened.call('GET', `/api/v1/feeds/${id}/record${search}`)).body

describe('a source before its first delivery', () => {
  it('is registered with who answers for it and when it is expected', async () => {
    await signedIn(opened, { user: 'lan', role: 'officer' })
    const { status, body } = await register({
      id: 'mot-cua-vinh-tuong',
      dataset: 'dossiers',
      title: 'Một cửa Vĩnh Tường',
      unit: 'area:31459',
      owner: 'lan',
      namespace: 'can-tho',
      cadence: { workingDays: 1, by: '08:00' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      owner: 'lan',
      namespace: 'can-tho',
      mode: 'upsert',
      needsApproval: false,
      pulls: false,
      quarantined: 0,
      state: 'never',
      // Registered on a Sunday: the next working day is Monday the 23rd.
      expectedBy: '2026-11-23T08:00:00+07:00',
    })
  })

  it.each([
    ['one that is there', { id: 'mot-cua-vinh-tuong' }, 409, 'IOC_FEED_CONFLICT'],
    ['a dataset that is not', { dataset: 'nothing' }, 404, 'IOC_UNKNOWN_DATASET'],
    ['a unit that is not', { unit: 'area:99999' }, 400, 'IOC_UNKNOWN_UNIT'],
    ['an owner who is nobody', { owner: 'khong-ai' }, 400, 'IOC_BAD_REQUEST'],
    ['an hour that is none', { cadence: { workingDays: 1, by: '25:00' } }, 400, 'IOC_BAD_REQUEST'],
    ['a name with blanks', { id: 'a b' }, 400, 'IOC_BAD_REQUEST'],
  ])('is refused as %s', async (_, over, status, code) => {
    const answer = await register({ id: 'moi', dataset: 'dossiers', title: 'Mới', ...over })
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
  })

  it('is registered by operators, each for what he sees', async () => {
    const officer = await signedIn(opened, { user: 'lan', role: 'officer' })
    const body = { id: 'moi', dataset: 'dossiers', title: 'Mới' }
    expect((await officer.call('POST', '/api/v1/feeds', body)).body.code).toBe('IOC_NOT_ALLOWED')
    const own = await signedIn(opened, { user: 'quan-tri-xa', role: 'operator', unit: 'area:31459' })
    expect((await own.call('POST', '/api/v1/feeds', body)).body.code).toBe('IOC_UNIT_NOT_YOURS')
    expect((await own.call('POST', '/api/v1/feeds', { ...body, unit: 'area:31471' })).body.code).toBe(
      'IOC_UNIT_NOT_YOURS',
    )
    const { status } = await own.call('POST', '/api/v1/feeds', { ...body, id: 'cua-xa', unit: 'area:31459' })
    expect(status).toBe(201)
  })
})

describe('what is due', () => {
  it('is said from the morning of its day until its hour, then it is late, then silent', async () => {
    expect(await reminders()).toEqual([])
    at('2026-11-23T06:00:00')
    expect(await reminders()).toMatchObject([
      { feed: 'mot-cua-vinh-tuong', owner: 'lan', state: 'dueToday', expectedBy: '2026-11-23T08:00:00+07:00' },
    ])
    expect(await reminders('?owner=lan')).toHaveLength(1)
    expect(await reminders('?owner=minh')).toEqual([])
    const batch = await opened.deliver('dataset=dossiers&feed=mot-cua-vinh-tuong', 'a.csv', FOUR)
    expect((await opened.commit(batch)).status).toBe(200)
    expect(await reminders()).toEqual([])
    at('2026-11-24T08:01:00')
    expect(await reminders()).toMatchObject([{ state: 'late', expectedBy: '2026-11-24T08:00:00+07:00' }])
  })

  it('shows as late in the register, beside the figures, and as an alert on the wall', async () => {
    expect(await item('mot-cua-vinh-tuong')).toMatchObject({ state: 'late' })
    const { sources } = await opened.figures(NOVEMBER)
    expect(sources.find(({ feed }) => feed === 'mot-cua-vinh-tuong')).toMatchObject({ state: 'late' })
    const socket = openClient(opened, { auth: { token: TOKEN } })
    const { items } = await new Promise<{ items: AlertItem[] }>((resolve) => socket.once('alerts:changed', resolve))
    expect(items).toMatchObject([{ id: 'feedLate:mot-cua-vinh-tuong', kind: 'feedLate', severity: 'watch' }])
  })

  it('is silent after three deliveries that were missed', async () => {
    // Due on the 24th, 25th and 26th at 08:00.
    at('2026-11-26T08:01:00')
    expect(await item('mot-cua-vinh-tuong')).toMatchObject({ state: 'silent' })
    expect(await reminders()).toMatchObject([{ state: 'silent' }])
  })
})

describe('the register', () => {
  it('is changed by its officers, except for what decides how rows count', async () => {
    const own = await signedIn(opened, { user: 'can-bo', role: 'officer', unit: 'area:31459' })
    const other = await signedIn(opened, { user: 'can-bo-khac', role: 'officer', unit: 'area:31471' })
    const path = '/api/v1/feeds/mot-cua-vinh-tuong'
    const patched = await own.call('PATCH', path, { title: 'Một cửa', cadence: { workingDays: 5, by: '17:00' } })
    expect(patched).toMatchObject({ status: 200, body: { title: 'Một cửa', cadence: { workingDays: 5, by: '17:00' } } })
    expect((await own.call('PATCH', path, { needsApproval: true })).body.code).toBe('IOC_NOT_ALLOWED')
    expect((await own.call('PATCH', path, { mode: 'replace' })).body.code).toBe('IOC_NOT_ALLOWED')
    expect((await own.call('PATCH', path, { owner: 'khong-ai' })).body.code).toBe('IOC_BAD_REQUEST')
    expect((await own.call('PATCH', path, { reason: 'không có gì' })).body.code).toBe('IOC_BAD_REQUEST')
    expect((await other.call('PATCH', path, { title: 'x' })).body.code).toBe('IOC_FEED_UNKNOWN')
    expect((await opened.call('PATCH', path, { needsApproval: true, owner: null })).body).toMatchObject({
      needsApproval: true,
      owner: null,
      title: 'Một cửa',
    })
    await opened.call('PATCH', path, { needsApproval: false })
  })
})

describe('the mirror of a sender', () => {
  it('tells what came in time, late, not at all, taken back and refused, month by month', async () => {
    await register({
      id: 'guong',
      dataset: 'dossiers',
      title: 'Gương',
      unit: 'area:31459',
      cadence: { workingDays: 1, by: '12:00' },
    })
    const deliver = async (moment: string, no: number, commit = true) => {
      at(moment)
      const line = `000.21.45.H13-2612${no}-0001;01/12/2026 08:00;20/12/2026;;4`
      const batch = await opened.deliver(
        'dataset=dossiers&feed=guong',
        'a.csv',
        commit ? dossierFile(line) : dossierFile(line.replace('01/12/2026', '32/12/2026')),
      )
      if (commit) expect((await opened.commit(batch)).status).toBe(200)
      return batch
    }
    await deliver('2026-12-01T09:00:00', 10) // Tuesday: makes Wednesday noon due
    await deliver('2026-12-02T09:00:00', 11) // in time
    await deliver('2026-12-03T15:00:00', 12) // Thursday, late
    // Friday the 4th is missed; Monday the 7th comes in time for the delivery due that day.
    await deliver('2026-12-07T09:00:00', 13)
    const gone = await deliver('2026-12-07T10:00:00', 14)
    await opened.call('POST', `/api/v1/batches/${gone.id}/withdraw`, {})
    await deliver('2026-12-07T11:00:00', 15, false)
    await deliver('2026-12-07T11:30:00', 16, false)
    const { months, repeated, reporting } = await record('guong')
    expect(months).toEqual<DeliveryMonth[]>([
      {
        month: '2026-12',
        deliveries: 5,
        onTime: 2,
        late: 1,
        missed: 1,
        withdrawn: 1,
        refused: 2,
        rows: { accepted: 4, rejected: 2 },
      },
    ])
    expect(repeated).toMatchObject([{ rule: 'date.unreal', deliveries: 2, rows: 2 }])
    expect(reporting).toBeNull()
  })
})

describe('a provincial source', () => {
  const A = 'area:31459'
  const rows = (no: number, unit: string, month: string) => ({
    code: `000.21.45.H13-${month.replace('-', '').slice(2)}10-${String(no).padStart(4, '0')}`,
    receivingUnit: unit,
    resolvingUnit: unit,
    receivedAt: `${month}-10T08:00:00+07:00`,
    status: '4',
  })

  it('shows which communes of the newest whole month reported', async () => {
    at('2026-12-11T09:00:00')
    await register({ id: 'tinh', dataset: 'dossiers', title: 'Cả tỉnh', unit: 'area:92' })
    const body = {
      feed: 'tinh',
      rows: [rows(1, A, '2026-11'), rows(2, 'area:31471', '2026-11'), rows(3, A, '2026-12')],
    }
    const pushed = await opened.call('POST', '/api/v1/push/dossiers', body)
    expect(pushed.body).toMatchObject({ accepted: 3, rejected: [] })
    // Cần Thơ has 103 communes since 1 July 2025 (Resolution 1668/NQ-UBTVQH15).
    expect(await item('tinh')).toMatchObject({ reporting: { period: '2026-11', expected: 103, reported: 2 } })
    const { reporting } = await record('tinh')
    expect(reporting.missing).toHaveLength(101)
    expect(reporting.missing.map(({ unitName }: { unitName: string }) => unitName)).not.toContain('Xã Vĩnh Tường')
  })

  it('shows one commune its own rows, and nobody else’s', async () => {
    const own = await signedIn(opened, { user: 'can-bo', role: 'officer', unit: A })
    const mirror = await own.call('GET', `/api/v1/feeds/tinh/record?unit=${A}`)
    expect(mirror.body.months).toMatchObject([{ month: '2026-12', deliveries: 1, rows: { accepted: 2, rejected: 0 } }])
    expect((await own.call('GET', '/api/v1/feeds/tinh/record')).status).toBe(404)
    expect((await own.call('GET', '/api/v1/feeds/tinh/record?unit=area:31471')).status).toBe(404)
  })
})
