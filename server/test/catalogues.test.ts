import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { loadCatalogues } from '../catalogues.ts'
import { type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const calendar = async (from: string, to = from) =>
  (await opened.call('GET', `/api/v1/calendar?from=${from}&to=${to}`)).body

describe('what the program knows by itself', () => {
  it('is a calendar, without any sample', async () => {
    // Labour Code, article 112, and the notice for Tết 2026: off from Saturday 14 to Sunday 22 February
    const { days, hours } = await calendar('2026-02-10', '2026-02-28')
    expect(days).toHaveLength(9)
    expect(days[0]).toMatchObject({ day: '2026-02-14', works: false, name: 'Tết Nguyên đán' })
    expect(hours).toBe('07:00-11:30,13:30-17:00')
  })

  it('is what index 766 is made of, 100 points in six components', async () => {
    const { status, body } = await opened.call('GET', '/api/v1/index?unit=area:92&period=2026-10')
    expect(status).toBe(200)
    expect(body.components.map(({ max }: { max: number }) => max)).toEqual([18, 20, 12, 10, 18, 22])
    expect(body.components[0].published).toEqual({ value: null, none: 'noData' })
    expect(body.lifts).toEqual([])
  })

  it('is not brought again at the next start', async () => {
    const { ledger } = opened.program.stages
    const { seq } = await ledger.head()
    await loadCatalogues(opened.program.stages)
    expect((await ledger.head()).seq).toBe(seq)
    expect((await ledger.feeds(SYSTEM_SCOPE)).filter(({ system }) => system).map(({ id }) => id)).toEqual([
      'lich-nghi',
      'trong-so-766',
      'vn-units',
    ])
  })

  it('gives way to what a province says, also when the program says it once more', async () => {
    const file = 'Ngày;Làm việc;Giờ làm việc;Tên ngày;Căn cứ\r\n02/01/2026;Có;07:30-11:30;Trực;Công văn của tỉnh\r\n'
    const batch = await opened.deliver('dataset=calendar&feed=lich-tinh&unit=area:92', 'lich.csv', file)
    expect(batch.state).toBe('ready')
    expect((await opened.commit(batch)).status).toBe(200)
    const own = { day: '2026-01-02', works: true, hours: '07:30-11:30', source: 'Công văn của tỉnh' }
    expect((await calendar('2026-01-02')).days).toMatchObject([own])
    // A later program with another list delivers anew: its word is older than any province's.
    const { ledger, figures } = opened.program.stages
    const { stages } = opened.program
    const checked = await stages.ledger.batches({ feed: 'lich-nghi', state: 'committed' }, SYSTEM_SCOPE)
    await ledger.withdraw(checked[0]?.id ?? '', { within: figures.adjust, actor: { name: 'system', role: 'system' } })
    await loadCatalogues(stages)
    expect((await calendar('2026-01-02')).days).toMatchObject([own])
    expect((await calendar('2026-01-10')).days).toMatchObject([{ works: true, name: 'Làm bù' }])
  })

  it.each(['2026-13-40', 'hôm nay'])('is refused for a day that does not exist: %s', async (day) => {
    expect((await opened.call('GET', `/api/v1/calendar?from=${encodeURIComponent(day)}`)).status).toBe(400)
  })
})
