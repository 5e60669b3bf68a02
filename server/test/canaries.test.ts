import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { type Canaries, createCanaries, csvOf, lineOf, takeMixed, xlsxOf } from './canaries.ts'
import { type CanaryTrial, filesIn, openCanaryTrial } from './canary-trial.ts'
import { NOVEMBER } from './opened.ts'
import { removeDataFolders } from './program.ts'

/** B24: of a thousand personal values that came in, none is found anywhere but where it belongs: sealed. */
let trial: CanaryTrial
let canaries: Canaries

const API = '/api/v1'
const FEED = 'dataset=dossiers&feed=mot-cua&unit=area:31459'
const FEEDBACK = 'dataset=feedback&feed=hien-truong&unit=area:31459'

const call: CanaryTrial['call'] = (...asked) => trial.call(...asked)
const deliver: CanaryTrial['deliver'] = (...file) => trial.deliver(...file)
const commit: CanaryTrial['commit'] = (batch) => trial.commit(batch)

beforeAll(async () => {
  canaries = createCanaries()
  trial = await openCanaryTrial()
  // An operator's first delivery registers a feed.
  for (const query of [FEED, FEEDBACK]) {
    const form = new FormData()
    form.set('file', new Blob([csvOf([lineOf(1)])]), 'dau-tien.csv')
    await call('admin', 'POST', `${API}/batches?${query}`, form)
  }
  for (const who of ['leader', 'screen']) await trial.follow(who)
}, 120_000)

afterAll(async () => {
  await trial?.close()
  await removeDataFolders()
})

it('dropped columns take their values with them', async () => {
  const lines = takeMixed(canaries, 40).map((value, n) => {
    const column = ['Chủ hồ sơ', 'Địa chỉ', 'Số điện thoại', 'Số CCCD', 'Email', 'Cột lạ'][n % 6] as string
    return lineOf(100 + n, { [column]: value })
  })
  expect(await commit(await deliver(FEED, 'cot-bo.csv', csvOf(lines.slice(0, 120))))).toBe(200)
  expect(await commit(await deliver(FEED, 'cot-bo.xlsx', await xlsxOf(lines.slice(120), 'Hồ sơ')))).toBe(200)
})

it('texts that are kept are masked', async () => {
  const columns = ['Tên thủ tục hành chính', 'Lĩnh vực']
  const lines = takeMixed(canaries, 20).map((value, n) => lineOf(400 + n, { [columns[n % 2] as string]: value }))
  const within = (['identity', 'phone', 'mail', 'plate'] as const)
    .flatMap((kind) => canaries.take(kind, 10))
    .map((value, n) => lineOf(600 + n, { [columns[n % 2] as string]: `Đề nghị ${value}, xem lại` }))
  expect(await commit(await deliver(FEED, 'chu.csv', csvOf(lines)))).toBe(200)
  expect(await commit(await deliver(FEED, 'chu.xlsx', await xlsxOf(within, 'Hồ sơ')))).toBe(200)
})

it('faulty cells are told without them', async () => {
  const columns = ['Ngày hẹn trả', 'Trạng thái', 'Đơn vị giải quyết', 'Ngày tiếp nhận', 'Đơn vị tiếp nhận']
  const lines = takeMixed(canaries, 20).map((value, n) => lineOf(700 + n, { [columns[n % 5] as string]: value }))
  const batch = await deliver(FEED, 'o-loi.csv', csvOf([...lines, lineOf(900)]))
  expect(batch.state).toBe('refused')
  await call('officer', 'PATCH', `${API}/batches/${batch.id}`, { answers: { 'value:Trạng thái:xong': '10' } })
  expect(await commit(await deliver(FEED, 'o-loi.xlsx', await xlsxOf([...lines, lineOf(901)], 'Hồ sơ')))).toBe(200)
})

it('columns that have slipped show nobody', async () => {
  const lines = takeMixed(canaries, 15).map((value, n) => ({
    ...lineOf(1000 + n),
    'Chủ hồ sơ': value,
    'Ghi chú': value,
  }))
  for (const shift of [1, 2, 3]) await deliver(FEED, `lech-${shift}.csv`, csvOf(lines, shift))
  const before = lines.map(({ 'Chủ hồ sơ': who, 'Ghi chú': _, ...line }) => ({ 'Chủ hồ sơ': who, ...line }))
  await deliver(FEED, 'lech-truoc.csv', csvOf(before, 1))
  // The row has one cell less than the header: the owner stands under what comes after him.
  const inside = before.map(({ 'Chủ hồ sơ': who, ...line }) => ({ ...line, 'Ngày hẹn trả': who, 'Trạng thái': who }))
  await deliver(FEED, 'lech-giua.csv', csvOf(inside))
})

it('numbers of persons are no codes, and those that are kept are sealed', async () => {
  const [identities, phones] = [canaries.take('identity', 20), canaries.take('phone', 20)]
  const wrong = [...identities.slice(0, 15), ...phones.slice(0, 15)].map((value, n) =>
    lineOf(1200 + n, { 'Mã hồ sơ': value }),
  )
  const batch = await deliver(FEED, 'ma-sai.csv', csvOf(wrong))
  expect(batch.issues.map(({ rule }) => rule)).toContain('V16.code')
  const few = [...identities.slice(15), ...phones.slice(15)].map((value, n) => lineOf(1300 + n, { 'Mã hồ sơ': value }))
  const most = Array.from({ length: 11 }, (_, n) => lineOf(1400 + n))
  expect(await commit(await deliver(FEED, 'ma-it.csv', csvOf([...few, ...most])))).toBe(200)
})

it('headers, sheets and files are named without them', async () => {
  const headers = takeMixed(canaries, 10)
  const named = Object.fromEntries(headers.map((name) => [name, 'x']))
  expect(await commit(await deliver(FEED, 'tieu-de.csv', csvOf([lineOf(1500, named)])))).toBe(200)
  await deliver(FEED, 'tieu-de.xlsx', await xlsxOf([lineOf(1501, named)], 'Hồ sơ'))
  for (const [n, sheet] of [...canaries.take('name', 1), ...canaries.take('phone', 1)].entries())
    await deliver(FEED, `trang-${n}.xlsx`, await xlsxOf([lineOf(1510 + n)], sheet))
  const files = (['name', 'identity', 'phone', 'mail', 'plate'] as const).flatMap((kind) => canaries.take(kind, 1))
  for (const [n, name] of files.entries()) await deliver(FEED, `${name}.csv`, csvOf([lineOf(1520 + n)]))
})

it('files that cannot be read are refused without a word of theirs', async () => {
  const values = takeMixed(canaries, 1)
  const broken = {
    'hong.json': `[{"code":"H13-1","receivingUnit":"area:31459","${values.join('","')}":`,
    'khong-dong.csv': `${csvOf([lineOf(1600)])}"${values.join(';')}\r\n`,
    'khong-bang.csv': `${values.join(';')}\r\n${values.join(';')}\r\n`,
    'hong.xlsx': Buffer.concat([(await xlsxOf([lineOf(1601)], 'Hồ sơ')).subarray(0, 800), Buffer.from(values.join())]),
  }
  for (const [name, content] of Object.entries(broken))
    expect((await deliver(FEED, name, content)).state).toBe('refused')
})

it('reports of citizens lose what was written and who wrote it', async () => {
  const lines = takeMixed(canaries, 8).map((value, n) => ({
    'Mã phản ánh': `PA-${n}`,
    'Đơn vị xử lý': 'UBND xã Vĩnh Tường',
    'Lĩnh vực': n % 3 === 0 ? value : 'Rác thải',
    Kênh: n % 3 === 1 ? value : 'Ứng dụng',
    'Thời điểm tiếp nhận': '05/11/2026 08:00',
    'Nội dung phản ánh': `Ông ${value} ở gần đó báo`,
    'Người phản ánh': value,
    lng: '105.783512',
    lat: '9.845162',
  }))
  expect(await commit(await deliver(FEEDBACK, 'phan-anh.csv', csvOf(lines)))).toBe(200)
})

it('pushes may hold them as keys, as values of keys that nobody knows, and in faults', async () => {
  const [keys, values] = [takeMixed(canaries, 5), takeMixed(canaries, 5)]
  const row = (no: number, over: Record<string, unknown>) => ({
    code: `000.21.45.H13-261106-${String(no).padStart(4, '0')}`,
    receivingUnit: 'area:31459',
    receivedAt: '2026-11-06T08:00:00+07:00',
    status: '4',
    ...over,
  })
  const rows = [
    ...keys.map((key, n) => row(n, { [key]: 1 })),
    ...values.map((value, n) => row(100 + n, { applicant: value, procedureName: value })),
    ...values.map((value, n) => row(200 + n, { receivedAt: value })),
    ...values.map((value, n) => row(300 + n, { status: value, note: { deep: value } })),
  ]
  const { status, body } = await call('admin', 'POST', `${API}/push/dossiers`, { feed: 'mot-cua', rows })
  expect(status).toBe(200)
  expect((body as { rejected: unknown[] }).rejected).toHaveLength(60)
})

it('what is left of the thousand stands in dropped columns too', async () => {
  const lines = (['name', 'identity', 'phone', 'mail', 'address', 'plate'] as const)
    .flatMap((kind) => remaining(kind))
    .map((value, n) => lineOf(2000 + n, { 'Trích yếu': value, 'Người nộp': value }))
  expect(await commit(await deliver(FEED, 'con-lai.csv', csvOf(lines)))).toBe(200)
  expect(canaries.used()).toBe(1_000)
  expect(new Set(canaries.all).size).toBe(1_000)
})

it('everybody asks for everything that he may see', async () => {
  const month = { ...NOVEMBER, measures: ['dossiers.received'] }
  const measure = 'dossiers.received'
  for (const who of ['leader', 'analyst', 'officer', 'operator', 'screen', 'admin']) {
    for (const by of ['field', 'procedure', 'unit', 'status'])
      await call(who, 'POST', `${API}/figures`, { ...month, by: [by] })
    await call(who, 'POST', `${API}/figures`, {
      ...month,
      measures: ['feedback.received'],
      by: ['category', 'channel'],
    })
    await call(who, 'POST', `${API}/figures/receipt`, { ...month, measure })
    await call(who, 'POST', `${API}/figures/rows`, { ...month, measure })
    await call(who, 'POST', `${API}/figures/change`, { ...month, measure, from: { seq: 1 } })
    await call(who, 'POST', `${API}/figures/reconciliation`, month)
    await call(who, 'POST', `${API}/exports/figures`, { ...month, by: ['procedure'] })
    await call(who, 'POST', `${API}/exports/rows`, { ...month, measure })
    for (const path of [
      '/batches',
      '/feeds',
      '/feeds/mot-cua',
      '/procedures',
      '/measures',
      '/units',
      '/audit',
      '/limits',
    ])
      await call(who, 'GET', `${API}${path}`)
    for (const id of trial.batches) await call(who, 'GET', `${API}/batches/${id}`)
    await call(who, 'GET', '/metrics')
    await call(who, 'POST', `${API}/figures`, { ...month, by: ['nothing'] })
  }
  await call('admin', 'GET', `${API}/audit/export`)
  const rows = trial.heard.filter(({ where }) => where === `analyst POST ${API}/exports/rows`)
  expect(rows.at(-1)?.text).toContain('Số dòng;')
})

it('none lies in the tables while deliveries are open, and what was masked is there', async () => {
  const tables = await trial.tables()
  expect(linesWith(tables)).toEqual([])
  expect(tables).toContain('Đề nghị •••, xem lại')
  expect(tables).toContain('V16.code')
})

it('what counts is withdrawn, the rest thrown away', async () => {
  const committed = []
  for (const id of trial.batches) {
    const { body } = await call('officer', 'GET', `${API}/batches/${id}`)
    if ((body as Batch).state === 'committed') committed.push(id)
    else await call('officer', 'DELETE', `${API}/batches/${id}`)
  }
  const [last] = committed.slice(-1)
  await call('officer', 'GET', `${API}/batches/${last}/withdraw/effect`)
  expect((await call('officer', 'POST', `${API}/batches/${last}/withdraw`, {})).status).toBe(200)
})

it('none is found: in answers, packets, log, metrics, tables, files', async () => {
  const found = (text: string) => canaries.all.filter((value) => text.includes(value))
  const seen = trial.heard.flatMap(({ where, text }) => found(text).map((value) => `${where}: ${value}`))
  expect(seen).toEqual([])
  expect(trial.heard.filter(({ where }) => where.startsWith('socket of')).length).toBeGreaterThan(2)
  expect(found(trial.program.output())).toEqual([])
  const tables = await trial.tables()
  expect(linesWith(tables)).toEqual([])
  expect((await filesIn(trial.program.dataDir)).flatMap(found)).toEqual([])
})

/** The rest of a kind. */
function remaining(kind: Parameters<Canaries['take']>[0]): string[] {
  const left: string[] = []
  for (;;) {
    try {
      left.push(...canaries.take(kind, 1))
    } catch {
      return left
    }
  }
}

function linesWith(dump: string): string[] {
  return dump
    .split('\n')
    .filter((line) => canaries.all.some((value) => line.includes(value)))
    .map((line) => line.slice(0, 300))
}
