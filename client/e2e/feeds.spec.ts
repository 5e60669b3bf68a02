import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDataFolders } from '../../server/test/program.ts'
import { type Desk, enterBy, openDesk, pushRows } from './desk.ts'
import { CORRECTED, FAULTY, THREE } from './november.ts'

const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const choose = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer })

afterAll(() => removeDataFolders())

describe('the page of the data officer', () => {
  let desk: Desk
  let context: BrowserContext
  let page: Page
  let wall: Page
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2026-11-20T09:30:00+07:00' })
    await pushRows(desk, 'dossiers', 'mot-cua', THREE)
    context = await desk.visit()
    page = await context.newPage()
  })
  afterAll(() => desk.close())

  it('tells a stranger how to sign in, and takes the printed link', async () => {
    await page.goto(`${desk.program.url}/feeds`)
    await see(page, 'Trang này cần đăng nhập')
    await page.locator('main').getByRole('link', { name: 'Đăng nhập' }).click()
    await page.getByText('Tôi có liên kết đăng nhập').click()
    await page.getByLabel('Liên kết đăng nhập').fill(desk.link())
    await press(page, 'Dùng liên kết này')
    await page.waitForURL('**/setup')
    await page.goto(`${desk.program.url}/feeds`)
    await see(page, 'Sổ nguồn')
    wall = await context.newPage()
    await wall.goto(`${desk.program.url}/wall`)
    await see(wall, 'của 3 hồ sơ đã xong')
  })

  it('goes to the search with one key', async () => {
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')
    await page.keyboard.press('Escape')
  })

  it('says what is missing before a file is sent', async () => {
    await press(page, 'Nộp và kiểm tra')
    await see(page, 'Hãy chọn một tệp.')
    await see(page, 'Hãy chọn loại dữ liệu.')
  })

  it('shows what is wrong in a file, where, and how to repair it', async () => {
    await choose(page, 'ho-so.csv', FAULTY)
    await page.locator('.delivery').getByLabel('Loại dữ liệu').selectOption('dossiers')
    await page.getByLabel('Nguồn', { exact: true }).selectOption('+')
    await page.getByLabel('Tên nguồn mới').fill('ho-so-dong-thai')
    await page.getByRole('combobox', { name: 'Đơn vị', exact: true }).fill('dong thai')
    await page.getByRole('option', { name: /Xã Đông Thái.*An Giang/ }).click()
    await press(page, 'Nộp và kiểm tra')
    await page.waitForURL(/\/feeds\/[A-Za-z0-9_-]+$/)
    await see(page, '1 dòng có lỗi')
    const fault = page.locator('.fault[data-level="error"]').first()
    expect(await fault.textContent()).toMatch(/Cột Đơn vị (tiếp nhận|giải quyết)/)
    expect(await fault.textContent()).toMatch(/Phường 7\s*dòng 3/)
    expect(await fault.textContent()).toContain('Cách sửa')
  })

  it('counts nothing of a faulty file', async () => {
    await see(wall, 'của 3 hồ sơ đã xong')
  })

  it('says what the wall would say once the corrected file counts', async () => {
    await page.getByRole('link', { name: 'Nộp lại tệp đã sửa' }).click()
    await choose(page, 'ho-so-da-sua.csv', CORRECTED)
    await press(page, 'Nộp và kiểm tra')
    await see(page, 'Sẵn sàng đưa vào số liệu')
    // Received 3 + 2; on time 2 of 3, then (2 + 2) of (3 + 2): 66,7 % → 80,0 %, 13,3 points more.
    const cards = page.locator('.effect-cards')
    await cards.waitFor()
    const text = ((await cards.textContent()) ?? '').replaceAll('\u00a0', ' ')
    expect(text).toMatch(/3\s*→\s*5/)
    expect(text).toMatch(/66,7 %\s*→\s*80,0 %\s*\+13,3 điểm phần trăm/)
  })

  it('makes it count, and the wall says so without being loaded again', async () => {
    await page.getByLabel('Lý do').fill('đợt thử')
    await page.locator('#decision').getByRole('button', { name: 'Đưa vào số liệu' }).click()
    await see(page, 'Đang trong số liệu')
    await see(wall, 'của 5 hồ sơ đã xong')
  })

  it('takes it back with a reason, and the wall returns to what it said', async () => {
    await press(page, 'Thu hồi')
    const dialog = page.getByRole('dialog')
    await see(page, 'Nếu thu hồi bây giờ, tường sẽ nói')
    await page.keyboard.press('Escape')
    expect(await dialog.count()).toBe(0)
    await press(page, 'Thu hồi')
    await dialog.getByRole('button', { name: 'Thu hồi', exact: true }).click()
    await see(page, 'Hãy ghi lý do thu hồi.')
    await dialog.getByLabel('Lý do').fill('nộp thử')
    await dialog.getByRole('button', { name: 'Thu hồi', exact: true }).click()
    await see(page, 'Số liệu như thể đợt này chưa từng có.')
    await see(wall, 'của 3 hồ sơ đã xong')
  })

  it('keeps every delivery in its history at a stable address', async () => {
    await page.goto(`${desk.program.url}/feeds?state=withdrawn`)
    await page.getByRole('link', { name: 'ho-so-da-sua.csv' }).click()
    await see(page, 'Đã thu hồi')
    await page.reload()
    await see(page, 'Số liệu như thể đợt này chưa từng có.')
  })

  it('breaks no content policy and asks nobody but its own program', () => {
    expect(desk.complaints).toEqual([])
  })
})

describe('the first real data', () => {
  let desk: Desk
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ IOC_SAMPLE: '1' })
    page = await (await desk.visit()).newPage()
  })
  afterAll(() => desk.close())

  it('take the place of the sample only after somebody agreed', async () => {
    await page.goto(`${desk.program.url}/wall`)
    await page.locator('.hero-value .big-number').waitFor({ timeout: 120_000 })
    await enterBy(page, desk.link())
    await page.goto(`${desk.program.url}/feeds`)
    await page.locator('.desk-bar .sample-badge').waitFor()
    await choose(page, 'ho-so.csv', CORRECTED)
    await page.locator('.delivery').getByLabel('Loại dữ liệu').selectOption('dossiers')
    await page.getByLabel('Nguồn', { exact: true }).selectOption('+')
    await page.getByLabel('Tên nguồn mới').fill('that')
    await page.getByRole('combobox', { name: 'Đơn vị', exact: true }).fill('an giang')
    await page.getByRole('option', { name: /Tỉnh An Giang/ }).click()
    await press(page, 'Nộp và kiểm tra')
    await see(page, 'Sẵn sàng đưa vào số liệu')
    const commit = page.locator('#decision').getByRole('button', { name: 'Đưa vào số liệu' })
    await commit.click()
    await see(page, 'Màn hình đang dùng dữ liệu mô phỏng')
    await page.keyboard.press('Escape')
    await see(page, 'Sẵn sàng đưa vào số liệu')
    await commit.click()
    await press(page, 'Bắt đầu dữ liệu thật')
    await page.locator('#decision').getByText('Đang trong số liệu').waitFor({ timeout: 120_000 })
    await page.locator('.desk-bar .sample-badge').waitFor({ state: 'detached', timeout: 30_000 })
    expect(desk.complaints).toEqual([])
  })
})
