import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch, Issue } from '../../shared/batch.ts'
import { type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const HEADER = 'Mã hồ sơ;Mã TTHC;Tên thủ tục hành chính;Đơn vị tiếp nhận;Ngày tiếp nhận;Trạng thái'
const line = (n: number, unit: string, status: string, procedure = '1.001193', name = 'Đăng ký khai sinh') =>
  `H13.1-261102-000${n};${procedure};${name};${unit};02/11/2026;${status}`
const deliver = (lines: string[]) =>
  opened.deliver('dataset=dossiers&feed=can-tho-sua&unit=area:92', 'thang-11.csv', [HEADER, ...lines].join('\r\n'))
const answered = async (id: string, answers: Record<string, string>): Promise<Batch> => {
  const { status } = await opened.call('PATCH', `/api/v1/batches/${id}`, { answers })
  expect(status).toBe(200)
  await opened.program.stages.checking.ended(id)
  return (await opened.call('GET', `/api/v1/batches/${id}`)).body
}
const faultOf = (batch: Batch, rule: string): Issue => {
  const fault = batch.issues.find((issue) => issue.rule === rule)
  if (!fault) throw new Error(`no ${rule} in ${JSON.stringify(batch.issues)}`)
  return fault
}

describe('a file with faults', () => {
  it('is healed group by group without being sent again, in the language of its reader', async () => {
    const lines = [
      line(1, 'UBND xã Vĩnh Tươngg', 'Đang xử lý'),
      line(2, 'UBND xã Vĩnh Tươngg', 'Đang nằm chờ'),
      line(3, 'UBND xã Vĩnh Tường', 'Đang nằm chờ'),
      line(4, 'UBND xã Vĩnh Tường', 'Đang xử lý', '1.001193', 'Trích lục cho 079203001234'),
      line(4, 'UBND xã Vĩnh Tường', 'Đã xử lý xong'),
    ]
    const batch = await deliver(lines)
    expect(batch.problem).toMatchObject({ code: 'IOC_ROWS_REFUSED', title: 'Dữ liệu có lỗi, chưa thể đưa vào số liệu' })
    expect(JSON.stringify(batch)).not.toContain('"en":')
    expect(faultOf(batch, 'V16').message).toBe('Cột có số định danh cá nhân trong nội dung; đã che trước khi lưu.')
    const english = { 'accept-language': 'en' }
    const { body } = await opened.call('GET', `/api/v1/batches/${batch.id}`, undefined, english)
    expect(body.problem).toMatchObject({ title: 'The data have faults and cannot count yet' })
    expect(faultOf(body, 'choice.unknown').message).toBe('"Status" knows no such value.')
    expect(JSON.stringify(body)).not.toContain('"en":')

    const unit = faultOf(batch, 'unit.unknown')
    expect(unit).toMatchObject({ column: 'Đơn vị tiếp nhận', value: 'UBND xã Vĩnh Tươngg', rows: 2 })
    expect(unit.repair?.choices[0]?.label).toBe('Xã Vĩnh Tường, Thành phố Cần Thơ (từ 01/07/2025)')
    const status = faultOf(batch, 'choice.unknown')
    expect(status).toMatchObject({ value: 'Đang nằm chờ', rows: 2 })
    const twice = faultOf(batch, 'V9')
    const first = await answered(batch.id, { [unit.repair?.answer ?? '']: unit.repair?.choices[0]?.value ?? '' })
    expect(first.issues.map(({ rule }) => rule)).not.toContain('unit.unknown')
    const second = await answered(batch.id, {
      [unit.repair?.answer ?? '']: unit.repair?.choices[0]?.value ?? '',
      [status.repair?.answer ?? '']: '4',
      [twice.repair?.answer ?? '']: 'last',
    })
    expect(second).toMatchObject({ state: 'ready', rows: { read: 5, accepted: 4, rejected: 0 } })
    expect((await opened.commit(second)).status).toBe(200)
    const { rows } = await opened.figures({
      measures: ['dossiers.received'],
      unit: 'area:92',
      period: { from: '2026-11-01', to: '2026-11-30' },
    })
    // Five rows of four dossiers.
    expect(rows[0]?.['dossiers.received']).toMatchObject({ value: 4 })
  })
})

describe('procedure codes', () => {
  it('that a spreadsheet cut short are restored from the catalogue that counts', async () => {
    const catalogue = ['Mã TTHC;Tên TTHC', '1.001190;Đăng ký nhận cha, mẹ, con', '1.001193;Đăng ký khai sinh'].join(
      '\r\n',
    )
    const known = await opened.deliver('dataset=procedures&feed=thu-tuc&unit=area:92', 'tthc.csv', catalogue)
    expect((await opened.commit(known)).status).toBe(200)
    const batch = await deliver([line(7, 'UBND xã Vĩnh Tường', 'Đang xử lý', '1.00119')])
    expect(batch.state).toBe('ready')
    expect(faultOf(batch, 'procedure.restored')).toMatchObject({ severity: 'notice', params: { code: '1.001190' } })
  })
})

describe('rows that were pushed', () => {
  it('come back with their faults in the language of their sender', async () => {
    const push = (language: string) =>
      opened.call(
        'POST',
        '/api/v1/push/dossiers?unit=area:92',
        {
          feed: 'can-tho-push',
          rows: [{ code: 'H13.1-261102-0009', receivingUnit: 'area:92', receivedAt: '31/11/2026' }],
        },
        { 'accept-language': language },
      )
    const [vi, en] = [await push('vi'), await push('en')]
    expect(vi.body.rejected[0].issues[0].message).toBe('Không đọc được ngày này, hoặc ngày không tồn tại.')
    expect(en.body.rejected[0].issues[0].message).toBe('This date cannot be read, or there is no such day.')
    expect(JSON.stringify([vi.body, en.body])).not.toContain('"en":')
  })
})
