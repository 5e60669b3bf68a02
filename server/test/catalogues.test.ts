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

  it('makes room for the catalogue of a province, as a file or as pushed rows', async () => {
    const file =
      'Mã TTHC;Tên TTHC;Lĩnh vực;Cơ quan thực hiện;Mức độ;Thời hạn giải quyết\r\n' +
      '1.001193;Đăng ký khai sinh;Hộ tịch;;Mức độ 4;1\r\n1.000894;Đăng ký kết hôn;Hộ tịch;;Một phần;1\r\n'
    const batch = await opened.deliver('dataset=procedures&feed=danh-muc&unit=area:92', 'tthc.csv', file)
    expect(batch).toMatchObject({ state: 'ready', rows: { accepted: 2 } })
    expect((await opened.call('GET', `/api/v1/batches/${batch.id}/effect`)).status).toBe(200)
    expect((await opened.commit(batch)).status).toBe(200)
    const pushed = [{ code: '1.000656', name: 'Đăng ký khai tử', serviceLevel: 'none', from: '2026-01-01' }]
    expect((await opened.call('POST', '/api/v1/push/procedures', { feed: 'danh-muc', rows: pushed })).status).toBe(200)
    const { rows } = await opened.figures({
      measures: ['procedures.total', 'procedures.offered', 'procedures.full', 'procedures.fullRate'],
      unit: 'area:92',
      period: { name: '2026-10' },
    })
    expect(rows[0]).toMatchObject({
      'procedures.total': { value: 3 },
      'procedures.offered': { value: 2 },
      'procedures.full': { value: 1 },
      'procedures.fullRate': { numerator: 1, denominator: 3 },
    })
  })

  it.each(['2026-13-40', 'hôm nay'])('is refused for a day that does not exist: %s', async (day) => {
    expect((await opened.call('GET', `/api/v1/calendar?from=${encodeURIComponent(day)}`)).status).toBe(400)
  })
})
