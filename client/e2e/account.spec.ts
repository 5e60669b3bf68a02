import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../server/test/code-of.ts'
import { removeDataFolders } from '../../server/test/program.ts'
import { type Desk, openDesk } from './desk.ts'

const PASSWORD = 'mưa rơi trên bến Ninh Kiều'
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** What the page says where something has just been refused: the focus is there. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

/** User name and password, then a recovery code. */
async function signIn(page: Page, user: string, password: string, recovery: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(user)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await press(page, 'Đăng nhập')
  await press(page, 'Mất điện thoại? Dùng mã khôi phục')
  await page.getByLabel('Mã khôi phục', { exact: true }).fill(recovery)
  await press(page, 'Đăng nhập')
}

afterAll(() => removeDataFolders())

describe('the first operator', () => {
  let desk: Desk
  let context: BrowserContext
  let page: Page
  let codes: string[]
  const url = (path: string) => desk.program.url + path
  beforeAll(async () => {
    desk = await openDesk()
    context = await desk.visit()
    page = await context.newPage()
  })
  afterAll(() => desk.close())

  it('is led from the printed link to the first run, and the token leaves the address', async () => {
    await page.goto(desk.link())
    await page.waitForURL('**/setup')
    await see(page, 'Chạy lần đầu')
    await page.goBack()
    expect(page.url()).not.toContain('#')
    await page.goto(url('/setup'))
  })

  it('is told at the field why a password is not taken', async () => {
    await page.getByLabel('Tên đăng nhập').fill('tran.mai')
    await page.getByLabel('Họ và tên').fill('Trần Thị Mai')
    await page.getByLabel('Mật khẩu mới').fill('quantri123456')
    await press(page, 'Tạo tài khoản quản trị')
    await see(page, 'Mật khẩu này quá phổ biến.')
    expect(await page.getByLabel('Mật khẩu mới').getAttribute('aria-invalid')).toBe('true')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))).toBe('new-password')
  })

  it('sets up a second factor before anything else', async () => {
    await page.getByLabel('Mật khẩu mới').fill(PASSWORD)
    await press(page, 'Tạo tài khoản quản trị')
    await page.waitForURL('**/account/totp')
    await page.getByRole('img', { name: /^Mã QR/ }).waitFor()
    const secret = await page.locator('.totp-secret code').textContent()
    await page.getByLabel('Mã xác thực').fill(codeOf(secret ?? ''))
    await press(page, 'Bật')
    await see(page, 'Lưu mã khôi phục')
    codes = await page.locator('.recovery-list li').allTextContents()
    expect(codes.length).toBe(10)
    await press(page, 'Xong')
    await see(page, 'Hãy lưu các mã rồi đánh dấu ô này.')
    await page.getByLabel('Tôi đã lưu các mã này ở nơi an toàn').check()
    await press(page, 'Xong')
    await page.waitForURL('**/admin**')
  })

  it('leaves nothing of it in the browser', async () => {
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).toBe('[{},{}]')
    expect(await page.evaluate(() => document.cookie)).toBe('')
    expect((await page.evaluate(() => indexedDB.databases())).length).toBe(0)
  })

  it('finds the first run shut afterwards', async () => {
    await page.goto(url('/setup'))
    await see(page, 'Hệ thống đã được thiết lập')
  })

  it('signs out by the menu of his name', async () => {
    await page.goto(url('/account'))
    await page.getByRole('button', { name: 'Tài khoản của Trần Thị Mai' }).click()
    await press(page, 'Đăng xuất')
    await page.waitForURL('**/sign-in')
  })

  it('is told no more than that user name or password is wrong', async () => {
    await page.goto(url('/sign-in'))
    await page.getByLabel('Tên đăng nhập').fill('tran.mai')
    await page.getByLabel('Mật khẩu', { exact: true }).fill('một câu khác hẳn')
    await press(page, 'Đăng nhập')
    await see(page, 'Tên đăng nhập hoặc mật khẩu không đúng.')
    expect(await focused(page)).toContain('Tên đăng nhập hoặc mật khẩu không đúng.')
  })

  it('comes back to the page that he wanted, by a recovery code', async () => {
    await page.goto(url('/account?lang=vi'))
    await page.locator('main').getByRole('link', { name: 'Đăng nhập' }).click()
    await signIn(page, 'tran.mai', PASSWORD, codes[0] ?? '')
    await page.waitForURL('**/account?lang=vi')
    await see(page, 'Còn 9 mã khôi phục')
  })

  it('is never led out of the product', async () => {
    for (const from of ['//evil.example/', '/\\evil.example', 'https://evil.example/']) {
      await page.goto(url(`/sign-in?${new URLSearchParams({ from })}`))
      await see(page, 'Bạn đang đăng nhập')
      expect(await page.getByRole('link', { name: 'Tiếp tục' }).getAttribute('href')).toBe('/admin')
    }
  })

  it('keeps what he typed when his session ends under him', async () => {
    await page.goto(url('/account'))
    await press(page, 'Đổi mật khẩu')
    await page.getByLabel('Mật khẩu hiện tại').fill(PASSWORD)
    await page.getByLabel('Mật khẩu mới').fill('gió đưa cành trúc la đà')
    const other = await (await desk.visit()).newPage()
    await other.goto(url('/sign-in?from=/account'))
    await signIn(other, 'tran.mai', PASSWORD, codes[1] ?? '')
    await press(other, 'Kết thúc mọi phiên khác')
    await see(other, 'Chỉ có phiên này.')
    await page.locator('form').getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await see(page, 'Phiên đã hết.')
    expect(await page.getByLabel('Mật khẩu mới').inputValue()).toBe('gió đưa cành trúc la đà')
    const again = await page.getByRole('link', { name: 'Đăng nhập lại' }).getAttribute('href')
    expect(again).toBe('/sign-in?from=%2Faccount')
    await other.context().close()
  })

  it('shows himself again where the server wants it, and the call is made then', async () => {
    await page.goto(url('/sign-in?from=/account'))
    await signIn(page, 'tran.mai', PASSWORD, codes[2] ?? '')
    await see(page, 'Phiên đăng nhập')
    // A fresh sign-in need not show himself again: the first answer is that of a session of an hour.
    await page.route('**/api/v1/account/totp', (route) => route.fulfill({ status: 403, json: STEP_UP }), { times: 1 })
    await page.getByRole('link', { name: 'Đổi ứng dụng và mã khôi phục' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Xác nhận lại là bạn').waitFor()
    await dialog.getByRole('button', { name: 'Dùng mật khẩu' }).click()
    await dialog.getByLabel('Mật khẩu', { exact: true }).fill('sai rồi')
    await dialog.getByRole('button', { name: 'Xác nhận' }).click()
    await dialog.getByText('Mật khẩu không đúng.').waitFor()
    await dialog.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Xác nhận' }).click()
    await page.getByRole('img', { name: /^Mã QR/ }).waitFor()
    expect(await dialog.count()).toBe(0)
  })

  it('invites somebody who sets a password of his own, once', async () => {
    const person = { user: 'le.an', name: 'Lê An', role: 'analyst' }
    const made = await desk.program.post('/api/v1/people', person)
    const { path } = (await made.json()) as { path: string }
    const guest = await (await desk.visit()).newPage()
    await guest.goto(url(path))
    await guest.getByLabel('Mật khẩu mới').fill('gió đưa cành trúc la đà')
    await press(guest, 'Đặt mật khẩu và vào')
    await guest.waitForURL('**/analysis')
    await guest.getByRole('button', { name: 'Tài khoản của Lê An' }).waitFor()
    const late = await (await desk.visit()).newPage()
    await late.goto(url(path))
    await late.getByLabel('Mật khẩu mới').fill('một câu thật dài của kẻ khác')
    await press(late, 'Đặt mật khẩu và vào')
    await see(late, 'Lời mời không dùng được nữa')
  })

  it('lets a display in that shows its code', async () => {
    const display = await (await desk.visit()).newPage()
    await display.goto(url('/wall'))
    await display.getByRole('link', { name: 'Ghép màn hình này' }).click()
    await see(display, 'Mã còn dùng được')
    const code = (await display.locator('.screen-code').textContent())?.slice(-9)
    const approved = await desk.program.post('/api/v1/screens', { code, title: 'Sảnh', public: true })
    expect(approved.status).toBe(201)
    await display.waitForURL('**/wall')
    await display.getByText('Màn hình này cần đăng nhập').waitFor({ state: 'detached' })
    expect(await display.evaluate(() => document.cookie)).toBe('')
  })

  it('tells the bearer of a link that there is no account behind it', async () => {
    const made = await desk.program.post('/api/v1/session/links', { role: 'leader' })
    const { token } = (await made.json()) as { token: string }
    const guest = await (await desk.visit()).newPage()
    await guest.goto(url(`/sign-in?from=/account#${token}`))
    await guest.waitForURL('**/account')
    await see(guest, 'Phiên này không có tài khoản riêng')
    await see(guest, 'với vai trò Lãnh đạo')
  })

  it('never breaks the content policy, and asks no other host', () => {
    expect(desk.complaints).toEqual([])
  })
})

const STEP_UP = {
  type: '/docs/errors#IOC_STEP_UP',
  title: 'Cần xác nhận lại danh tính',
  status: 403,
  code: 'IOC_STEP_UP',
}
