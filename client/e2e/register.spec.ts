import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDataFolders } from '../../server/test/program.ts'
import { deliver } from './deliver.ts'
import { type Desk, openDesk } from './desk.ts'
import { CORRECTED } from './november.ts'
import { visitAs } from './operator.ts'

const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
/** Goes on with Tab until the element that is looked for has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, name: string | RegExp) => {
  const isThere = (told: string) => (typeof name === 'string' ? told === name : name.test(told))
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab')
    const told = await page.evaluate(() => {
      const here = document.activeElement
      const labels = here instanceof HTMLInputElement || here instanceof HTMLSelectElement ? (here.labels ?? []) : []
      return here?.getAttribute('aria-label') ?? ([...labels][0]?.textContent || here?.textContent || '').trim()
    })
    if (isThere(told)) return
  }
  throw new Error(`no way to "${name}" by keyboard`)
}

afterAll(() => removeDataFolders())

describe('the register of sources', () => {
  let desk: Desk
  let page: Page
  const push = (rows: Record<string, unknown>[]) =>
    desk.program.post('/api/v1/push/dossiers', { feed: 'mot-cua-dong-thai', rows })
  beforeAll(async () => {
    desk = await openDesk()
    const context = await visitAs(desk, { user: 'an.nguyen', name: 'Nguyễn Văn An', role: 'operator' })
    page = await context.newPage()
  })
  afterAll(() => desk.close())

  it('takes a source before its first delivery, with the keyboard alone', async () => {
    await page.goto(`${desk.program.url}/feeds`)
    await see(page, 'Chưa có nguồn nào')
    await tabTo(page, /Đăng ký nguồn$/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, 'Đăng ký')
    await page.keyboard.press('Enter')
    await see(page, 'Hãy điền ô này.')
    await page.getByLabel('Tên nguồn', { exact: true }).focus()
    await page.keyboard.type('Một cửa Đông Thái')
    await tabTo(page, 'Loại dữ liệu')
    // The first kind of data, administrative dossiers; then the first schedule after none, each working day.
    await page.keyboard.press('ArrowDown')
    // The id follows from the title, without accents.
    expect(await page.getByLabel('Mã nguồn').inputValue()).toBe('mot-cua-dong-thai')
    await tabTo(page, 'Đơn vị')
    await page.keyboard.type('dong thai')
    await page.getByRole('option', { name: /Xã Đông Thái.*An Giang/ }).waitFor()
    await page.keyboard.press('Enter')
    await tabTo(page, 'Người phụ trách')
    await page.keyboard.type('an.nguyen')
    await tabTo(page, 'Lịch gửi')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, 'Đăng ký')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/feeds/source/mot-cua-dong-thai')
    await see(page, 'mỗi ngày làm việc, trước 08:00')
    await see(page, 'Xã Đông Thái')
  })

  it('says why an id that is taken is refused', async () => {
    await page.goto(`${desk.program.url}/feeds`)
    await page.getByRole('button', { name: 'Đăng ký nguồn' }).click()
    await page.getByLabel('Tên nguồn', { exact: true }).fill('Một cửa Đông Thái')
    await page.getByRole('dialog').getByLabel('Loại dữ liệu').selectOption('dossiers')
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng ký', exact: true }).click()
    await see(page, 'IOC_FEED_CONFLICT')
    await page.keyboard.press('Escape')
  })

  it('shows what the source delivered in its record', async () => {
    await deliver(desk.program, 'dataset=dossiers&feed=mot-cua-dong-thai', 'ho-so.csv', CORRECTED)
    await page.goto(`${desk.program.url}/feeds`)
    await row(page, 'Một cửa Đông Thái').getByText('Đúng hạn').waitFor()
    await row(page, 'Một cửa Đông Thái').getByRole('link', { name: 'Một cửa Đông Thái' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Gương gửi dữ liệu' }).waitFor()
    await page.getByRole('link', { name: 'ho-so.csv' }).waitFor()
    // One delivery of two rows that count, none sent back.
    const month = page.getByRole('row', { name: /^tháng \d+\/\d{4}/ })
    expect((await month.getByRole('cell').allTextContents()).slice(-3)).toEqual(['1', '2', '0'])
  })

  it('goes from source to source with the arrows', async () => {
    await desk.program.post('/api/v1/feeds', { id: 'zz', dataset: 'feedback', title: 'Phản ánh 1022', unit: 'area:91' })
    await page.goto(`${desk.program.url}/feeds`)
    await row(page, 'Phản ánh 1022').getByRole('link').focus()
    const here = () => page.evaluate(() => document.activeElement?.textContent)
    // What never sent stands above what is on time.
    await page.keyboard.press('ArrowDown')
    expect(await here()).toBe('Một cửa Đông Thái')
    await page.keyboard.press('Home')
    expect(await here()).toBe('Phản ánh 1022')
  })

  it('is filtered by state and kind of data, in the address too', async () => {
    await page.getByLabel('Lọc theo tình trạng').selectOption('never')
    await see(page, '1 trên 2 nguồn')
    expect(new URL(page.url()).searchParams.get('standing')).toBe('never')
    await page.reload()
    await see(page, '1 trên 2 nguồn')
    await page.getByLabel('Lọc sổ theo loại').selectOption('')
    await page.getByLabel('Lọc theo tình trạng').selectOption('')
    await see(page, '2 nguồn')
  })

  it('changes when a source is due, and says so', async () => {
    await page.goto(`${desk.program.url}/feeds/source/mot-cua-dong-thai`)
    await page.getByRole('button', { name: 'Sửa', exact: true }).click()
    await page.getByLabel('Lịch gửi').selectOption('other')
    await page.getByLabel('Số ngày làm việc giữa hai lần').fill('0')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await see(page, 'Số nguyên từ 1 đến 260.')
    await page.getByLabel('Số ngày làm việc giữa hai lần').fill('10')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await see(page, '10 ngày làm việc một lần, trước 08:00')
  })

  it('mends a row that was kept aside: its unit is named by keyboard, and it counts', async () => {
    const strange = (code: string) => ({
      code,
      receivingUnit: 'area:31006',
      resolvingUnit: 'Phường Chưa Có',
      receivedAt: '2026-11-10T08:00:00+07:00',
      status: '4',
    })
    await push([strange('H01-261110-0001'), strange('H01-261110-0002')])
    await page.goto(`${desk.program.url}/feeds`)
    await row(page, 'Một cửa Đông Thái').getByRole('link', { name: '2 dòng gửi qua API đang giữ lại' }).click()
    await see(page, '2 dòng chờ quyết định')
    await see(page, /"Phường Chưa Có"/)
    await page.getByRole('heading', { name: 'Dòng đang giữ lại' }).focus()
    await tabTo(page, /^Đơn vị giải quyết/)
    await page.keyboard.type('dong thai')
    await page.getByRole('option', { name: /Xã Đông Thái.*An Giang/ }).waitFor()
    await page.keyboard.press('Enter')
    await tabTo(page, /^Thử lại dòng/)
    await page.keyboard.press('Enter')
    await see(page, /Dòng \d đã vào số liệu\./)
    await see(page, '1 dòng chờ quyết định')
  })

  it('drops the other row only after asking', async () => {
    await page.getByRole('button', { name: /^Bỏ dòng/ }).click()
    await see(page, 'Dòng này không bao giờ được tính')
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ dòng', exact: true }).click()
    await see(page, /Đã bỏ dòng \d\./)
    const { rows } = (await (await desk.program.call('/api/v1/quarantine?feed=mot-cua-dong-thai')).json()) as {
      rows: { state: string }[]
    }
    expect(rows.map(({ state }) => state).sort()).toEqual(['counted', 'discarded'])
  })

  it('refuses an address that is on no list, in words', async () => {
    await page.getByRole('button', { name: 'Đặt địa chỉ' }).click()
    await page.getByLabel('Địa chỉ', { exact: true }).fill('http://portal.example/x.csv')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await see(page, 'Địa chỉ bắt đầu bằng https://')
    await page.getByLabel('Địa chỉ', { exact: true }).fill('https://portal.example/x.csv')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await see(page, 'IOC_OUTBOUND_REFUSED')
    await page.keyboard.press('Escape')
  })

  it('shows an officer of one unit how punctual that unit was', async () => {
    const officer = await visitAs(desk, { user: 'mai', name: 'Trần Thị Mai', role: 'officer', unit: 'area:31006' })
    const other = await officer.newPage()
    await other.goto(`${desk.program.url}/feeds`)
    await see(other, 'Đơn vị của bạn: Xã Đông Thái')
    await see(other, 'Chưa có kỳ nào đến hạn.')
    expect(await row(other, 'Phản ánh 1022').count()).toBe(0)
    expect(await other.getByRole('button', { name: 'Đăng ký nguồn' }).count()).toBe(0)
  })

  it('breaks no content policy and asks nobody but its own program', () => {
    expect(desk.complaints).toEqual([])
  })
})
