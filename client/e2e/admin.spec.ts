import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDataFolders } from '../../server/test/program.ts'
import type { Pairing } from '../../shared/access.ts'
import { type Desk, openDesk, pushRows } from './desk.ts'
import { THREE } from './november.ts'
import { accept, PASSWORD, visitAs } from './operator.ts'

const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const row = (page: Page, name: string | RegExp) => page.getByRole('row').filter({ hasText: name })
const pick = async (page: Page, name: string, deed: string) => {
  await page.getByRole('button', { name: `Thao tác với ${name}` }).click()
  await page.getByRole('menuitem', { name: deed }).click()
}

afterAll(() => removeDataFolders())

describe('the administration', () => {
  let desk: Desk
  let context: BrowserContext
  let page: Page
  const open = async (part: string, title: string) => {
    await page.goto(`${desk.program.url}/admin/${part}`)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  }
  beforeAll(async () => {
    desk = await openDesk()
    await pushRows(desk, 'dossiers', 'mot-cua', THREE)
    context = await visitAs(desk, { user: 'an.nguyen', name: 'Nguyễn Văn An', role: 'operator' })
    page = await context.newPage()
  })
  afterAll(() => desk.close())

  it('tells a stranger for whom it is, and leads him back after signing in', async () => {
    const stranger = await (await desk.visit()).newPage()
    await stranger.goto(`${desk.program.url}/admin/keys`)
    await see(stranger, 'Trang này dành cho quản trị')
    const way = await stranger.getByRole('main').getByRole('link', { name: 'Đăng nhập' }).getAttribute('href')
    expect(way).toBe('/sign-in?from=%2Fadmin%2Fkeys')
  })

  it('stays shut for an analyst, and says so', async () => {
    const analyst = await visitAs(desk, { user: 'binh.le', name: 'Lê Thanh Bình', role: 'analyst' })
    const other = await analyst.newPage()
    await other.goto(`${desk.program.url}/admin/people`)
    await see(other, 'Bạn đang đăng nhập với vai trò Chuyên viên phân tích.')
  })

  it('shows an officer the audit of what he did, and nothing else', async () => {
    const officer = await visitAs(desk, { user: 'mai.tran', name: 'Trần Thị Mai', role: 'officer' })
    const other = await officer.newPage()
    await other.goto(`${desk.program.url}/admin`)
    await see(other, 'Những gì bạn đã làm, lúc nào, từ đâu.')
    expect(await other.getByRole('navigation', { name: 'Các phần quản trị' }).getByRole('link').count()).toBe(1)
    expect(await row(other, 'an.nguyen').count()).toBe(0)
    await row(other, 'Bật xác thực hai lớp').waitFor()
  })

  it('adds a person and shows the link once, with a warning before it is lost', async () => {
    await page.goto(`${desk.program.url}/admin`)
    await page.waitForURL('**/admin/people')
    await press(page, 'Thêm người dùng')
    await press(page, 'Thêm và lấy liên kết mời')
    await see(page, 'Hãy điền ô này.')
    await page.getByLabel('Họ và tên').fill('Đỗ Trường Giang')
    await page.getByLabel('Tên đăng nhập', { exact: true }).fill('giang.do')
    await page.getByRole('combobox', { name: 'Giới hạn trong đơn vị' }).fill('dong thai')
    await page.getByRole('option', { name: /Xã Đông Thái.*An Giang/ }).click()
    await press(page, 'Thêm và lấy liên kết mời')
    const link = await page.getByLabel('Liên kết', { exact: true }).inputValue()
    await page.keyboard.press('Escape')
    await see(page, 'Bạn chưa chép.')
    await press(page, 'Đã lưu, đóng')
    await row(page, 'giang.do').getByText('Chờ đặt mật khẩu').waitFor()
    await row(page, 'giang.do').getByText('Xã Đông Thái').waitFor()
    await accept(desk.program.url, new URL(link).pathname + new URL(link).hash)
    await page.reload()
    await row(page, 'giang.do').getByText('Hoạt động', { exact: false }).waitFor()
  })

  it('changes a role, with the keys of the menu and back to its button', async () => {
    await page.getByRole('button', { name: 'Thao tác với Đỗ Trường Giang' }).focus()
    await page.keyboard.press('Enter')
    const atItem = (text: string) =>
      page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, text)
    await atItem('Sửa…')
    await page.keyboard.press('ArrowDown')
    await atItem('Đặt lại mật khẩu…')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByLabel('Vai trò').selectOption('analyst')
    await press(page, 'Lưu')
    await row(page, 'giang.do').getByText('Chuyên viên phân tích').waitFor()
    await pick(page, 'Đỗ Trường Giang', 'Sửa…')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('Đỗ Trường Giang'))
  })

  it('asks before an account is disabled, and enables it again', async () => {
    await pick(page, 'Đỗ Trường Giang', 'Ngừng tài khoản…')
    await see(page, 'Người này bị đăng xuất trong vài giây')
    await press(page, 'Ngừng tài khoản')
    await row(page, 'giang.do').getByText('Đã ngừng').waitFor()
    await pick(page, 'Đỗ Trường Giang', 'Mở lại tài khoản…')
    await press(page, 'Mở lại tài khoản')
    await row(page, 'giang.do').getByText('Hoạt động').waitFor()
  })

  it('says why the last operator has to stay', async () => {
    await pick(page, 'Nguyễn Văn An', 'Ngừng tài khoản…')
    await press(page, 'Ngừng tài khoản')
    await see(page, 'Phải còn ít nhất một quản trị')
    await press(page, 'Hủy')
  })

  it('asks for the password again where the server wants to see it, and then goes on', async () => {
    let refused = 0
    await page.route('**/api/v1/people/*', async (route) => {
      refused += 1
      if (refused > 1) return route.continue()
      return route.fulfill({ status: 403, json: { type: 'about:blank', code: 'IOC_STEP_UP', title: '', status: 403 } })
    })
    await pick(page, 'Đỗ Trường Giang', 'Sửa…')
    await page.getByRole('dialog').getByLabel('Vai trò').selectOption('leader')
    await press(page, 'Lưu')
    await see(page, 'Xác nhận lại là bạn')
    await press(page, 'Dùng mật khẩu')
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD)
    await press(page, 'Xác nhận')
    await row(page, 'giang.do').getByText('Lãnh đạo').waitFor()
    await page.unroute('**/api/v1/people/*')
  })

  it('finds people without accents', async () => {
    await page.getByRole('searchbox').fill('truong giang')
    await see(page, /^1 trên \d+$/)
    await page.getByRole('searchbox').fill('')
  })

  it('makes a key that works, shows it once, and revokes it', async () => {
    await open('keys', 'Khóa API')
    await see(page, 'Chưa có khóa nào')
    await press(page, 'Tạo khóa')
    await page.getByLabel('Tên để nhận ra').fill('Cổng thông tin')
    await page.getByLabel('gửi dữ liệu').uncheck()
    await page.getByLabel('đọc số liệu').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Tạo khóa' }).click()
    const key = await page.getByLabel('Khóa', { exact: true }).inputValue()
    expect(await page.locator('.example').textContent()).not.toContain(key)
    const ask = () => fetch(`${desk.program.url}/api/v1/session`, { headers: { authorization: `Bearer ${key}` } })
    expect((await ask()).status).toBe(200)
    await press(page, 'Đã lưu, đóng')
    await row(page, 'Cổng thông tin').getByText('Còn hiệu lực').waitFor()
    await pick(page, 'Cổng thông tin', 'Thu hồi…')
    await press(page, 'Thu hồi khóa')
    await see(page, 'Không có dòng nào khớp')
    await expect.poll(async () => (await ask()).status, { timeout: 10_000 }).toBe(401)
    await page.getByLabel('Hiện cả khóa đã thu hồi, hết hạn').check()
    await row(page, 'Cổng thông tin').getByText('Đã thu hồi').waitFor()
  })

  it('lets a screen in by its code as somebody types it, and shuts it out', async () => {
    const call = (path: string, body: unknown) =>
      fetch(`${desk.program.url}/api/v1/screens/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const { code, ticket } = (await (await call('pairing', {})).json()) as Pairing
    await open('screens', 'Màn hình')
    await press(page, 'Ghép màn hình')
    await page.getByLabel('Mã trên màn hình').pressSequentially(code.replace('-', '').toLowerCase())
    expect(await page.getByLabel('Mã trên màn hình').inputValue()).toBe(code)
    await page.getByLabel('Tên', { exact: true }).fill('Sảnh tầng 1')
    await page.getByRole('dialog').getByRole('button', { name: 'Ghép màn hình' }).click()
    await row(page, 'Sảnh tầng 1').getByText('Nơi công cộng').waitFor()
    expect((await call('pairing/claim', { ticket })).status).toBe(204)
    await pick(page, 'Sảnh tầng 1', 'Ngắt…')
    await press(page, 'Ngắt màn hình')
    await see(page, 'Không có dòng nào khớp')
  })

  it('says that the home unit is fixed, and what stands below it', async () => {
    await open('units', 'Đơn vị')
    await see(page, 'Đặt bằng IOC_UNIT khi khởi động')
    await row(page, 'xã, phường, đặc khu').getByText('102').waitFor()
  })

  it('tells what was done, by whom, and that the chain holds', async () => {
    await open('audit', 'Nhật ký')
    await page.getByLabel('Việc').selectOption('person.changed')
    const line = row(page, 'Sửa người dùng').first()
    await line.getByText('an.nguyen').waitFor()
    await line.getByRole('button', { name: /Xem chi tiết/ }).click()
    await see(page, 'Chuyên viên phân tích → Lãnh đạo')
    await press(page, 'Kiểm tra chuỗi')
    await see(page, /dòng, chuỗi nguyên vẹn/)
    expect(new URL(page.url()).searchParams.get('action')).toBe('person.changed')
  })

  it('never shows a key, link or password in the audit', async () => {
    await open('audit', 'Nhật ký')
    const { lines } = await page.evaluate(async () => (await fetch('/api/v1/audit?limit=500')).json())
    expect(JSON.stringify(lines)).not.toMatch(/tck_\w{8}_|invitation#|vịt trời/)
  })

  it('tells the limits with their settings', async () => {
    await open('limits', 'Giới hạn')
    await page.getByRole('searchbox').fill('IOC_LIMIT_CSV_BYTES')
    await row(page, 'IOC_LIMIT_CSV_BYTES').getByText('100 MiB').waitFor()
  })

  it('broke no content policy and asked no other host', () => {
    expect(desk.complaints).toEqual([])
  })
})
