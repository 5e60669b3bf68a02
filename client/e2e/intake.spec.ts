import iconv from 'iconv-lite'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toDossier, toDossierText } from '../../fixtures/bad/bad-file.ts'
import { removeDataFolders } from '../../server/test/program.ts'
import { type Desk, enterBy, openDesk, pushRows } from './desk.ts'
import { arrowTo, focusName, hasFocusRing, tabTo } from './keyboard.ts'
import { THREE } from './november.ts'

const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })

const dossier = (code: string, unit: string) =>
  toDossier({
    'Mã hồ sơ': code,
    'Đơn vị tiếp nhận': 'UBND xã Đông Thái',
    'Đơn vị giải quyết': unit,
    'Ngày tiếp nhận': '06/11/2026',
    'Ngày hẹn trả': '13/11/2026',
    'Ngày kết thúc xử lý': '12/11/2026',
  })

/** Four dossiers finished a day before they were due; the unit of the third is no unit. In TCVN3, as old programs write. */
const TCVN3 = iconv.encode(
  toDossierText(
    dossier('H01-261106-0021', 'UBND xã Đông Thái'),
    dossier('H01-261106-0022', 'UBND xã Đông Thái'),
    dossier('H01-261106-0023', 'Phường 7'),
    dossier('H01-261106-0024', 'UBND xã Đông Thái'),
  ),
  'tcvn',
)

describe('a file sent with the keyboard alone', () => {
  let desk: Desk
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2026-11-20T09:30:00+07:00' })
    await pushRows(desk, 'dossiers', 'mot-cua', THREE)
    page = await (await desk.visit()).newPage()
    // Whoever listens from the beginning misses no chooser, however busy the machine is.
    page.on('filechooser', () => {})
    await enterBy(page, desk.link())
    await page.goto(`${desk.program.url}/feeds`)
    await see(page, 'Nộp dữ liệu')
    await see(page, 'mot-cua')
  })
  afterAll(async () => {
    await desk.close()
    await removeDataFolders()
  })

  it('is chosen, given its dataset and feed, and sent', async () => {
    await tabTo(page, 'Chọn tệp')
    expect(await hasFocusRing(page)).toBe(true)
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'ho-so-tcvn3.csv', mimeType: 'text/csv', buffer: TCVN3 })
    await tabTo(page, 'Loại dữ liệu')
    await arrowTo(page, 'Hồ sơ thủ tục hành chính')
    await tabTo(page, 'Nguồn')
    await arrowTo(page, 'mot-cua')
    await tabTo(page, 'Nộp và kiểm tra')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/feeds\/[A-Za-z0-9_-]+$/)
  })

  it('is asked about by its encoding, with the right one chosen already', async () => {
    await see(page, 'Chọn bảng mã mà chữ hiện đúng dấu.')
    const chosen = page.locator('.choice[data-chosen="true"]')
    expect(await chosen.textContent()).toMatch(/^TCVN3.*có vẻ đúng.*Đơn vị giải quyết/)
    await tabTo(page, /^TCVN3/)
    // The arrow keys go to the next answer and back.
    await page.keyboard.press('ArrowDown')
    expect(await chosen.textContent()).not.toMatch(/^TCVN3/)
    await page.keyboard.press('ArrowUp')
    expect(await chosen.textContent()).toMatch(/^TCVN3/)
    await page.keyboard.press('Enter')
  })

  it('stops at the fault, and the focus stands on the heading of that step', async () => {
    await see(page, '1 dòng có lỗi')
    expect(await page.locator('.steps [aria-current="step"]').textContent()).toContain('Lỗi')
    await expect.poll(() => focusName(page)).toBe('Lỗi')
  })

  it('shows how it was read on the step of the columns, one key away', async () => {
    await page.keyboard.press('2')
    await see(page, 'văn bản phân cột, bảng mã TCVN3 (ABC), dấu chấm phẩy')
    expect(await focusName(page)).toBe('Nội dung tệp')
    expect(await hasFocusRing(page)).toBe(true)
    await page.keyboard.press(']')
    await expect.poll(() => focusName(page)).toBe('Lỗi')
    await page.keyboard.press('?')
    await see(page, 'bước trước, bước sau')
    // A question before the page keeps the keys of the page away from it.
    await page.keyboard.press('1')
    expect(await page.locator('.steps [aria-current="step"]').textContent()).toContain('Lỗi')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('is repaired for all rows of the group without being sent again', async () => {
    await page.keyboard.press('2')
    await page.keyboard.press('3')
    await tabTo(page, 'Đơn vị đúng')
    await arrowTo(page, 'Đơn vị khác…')
    await page.keyboard.press('Tab')
    await page.keyboard.type('dong thai')
    await page.getByRole('option', { name: /Xã Đông Thái.*An Giang/ }).waitFor()
    // Keys of the page are letters of the name while somebody types.
    expect(await page.locator('.steps [aria-current="step"]').textContent()).toContain('Lỗi')
    await page.keyboard.press('Enter')
    await tabTo(page, /^Sửa/)
    await page.keyboard.press('Enter')
    await see(page, 'Sẵn sàng đưa vào số liệu')
  })

  it('says what the wall would say, and is made to count', async () => {
    await page.keyboard.press('4')
    const cards = page.locator('.effect-cards')
    await cards.waitFor()
    const text = ((await cards.textContent()) ?? '').replaceAll('\u00a0', ' ')
    // Received 3 + 4; on time 2 of 3, then (2 + 4) of (3 + 4): 66,7 % → 85,7 %.
    expect(text).toMatch(/3\s*→\s*7/)
    expect(text).toMatch(/66,7 %\s*→\s*85,7 %/)
    await page.keyboard.press('5')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('decision')
    await tabTo(page, 'Đưa vào số liệu')
    await page.keyboard.press('Enter')
    await see(page, 'Đang trong số liệu')
  })

  it('says so when exactly this file is sent once more', async () => {
    await page.goto(`${desk.program.url}/feeds?feed=mot-cua&dataset=dossiers`)
    await see(page, 'Dán từ Excel')
    await expect.poll(() => page.getByLabel('Nguồn', { exact: true }).inputValue()).toBe('mot-cua')
    await page.locator('input[type="file"]').setInputFiles({ name: 'lan-hai.csv', mimeType: 'text/csv', buffer: TCVN3 })
    await tabTo(page, 'Nộp và kiểm tra')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/feeds\/[A-Za-z0-9_-]+$/)
    await see(page, /Đúng tệp này đã được đưa vào số liệu lúc/)
  })

  it('breaks no content policy and asks nobody but its own program', () => {
    expect(desk.complaints).toEqual([])
  })
})

describe('cells and several files', () => {
  let desk: Desk
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2026-11-20T09:30:00+07:00' })
    await pushRows(desk, 'dossiers', 'mot-cua', THREE)
    const context = await desk.visit()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    page = await context.newPage()
    await enterBy(page, desk.link())
    await page.goto(`${desk.program.url}/feeds?feed=mot-cua&dataset=dossiers`)
    await see(page, 'Nộp dữ liệu')
  })
  afterAll(async () => {
    await desk.close()
    await removeDataFolders()
  })

  const cells = toDossierText(
    dossier('H01-261106-0031', 'UBND xã Đông Thái'),
    dossier('H01-261106-0032', 'Phường 7'),
  ).replaceAll(';', '\t')

  it('copied from a spreadsheet are pasted onto the page, shown, and sent as a file', async () => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), cells)
    await page.keyboard.press('Control+V')
    await see(page, '3 dòng, 10 cột')
    expect(await page.locator('.pasted-head tbody tr').first().textContent()).toContain('H01-261106-0031')
    await tabTo(page, 'Nộp và kiểm tra')
    await page.keyboard.press('Enter')
    await see(page, '1 dòng có lỗi')
    expect(await page.locator('h1').textContent()).toContain('dan-tu-excel.tsv')
    await page.keyboard.press('2')
    await see(page, 'văn bản phân cột, bảng mã UTF-8, dấu tab')
  })

  it('are refused while they are no table, in the field for them too', async () => {
    await page.goto(`${desk.program.url}/feeds?feed=mot-cua&dataset=dossiers`)
    await see(page, 'Dán từ Excel')
    await tabTo(page, 'Dán từ Excel')
    await page.keyboard.press('Enter')
    await page.keyboard.type('mot dong thoi')
    await tabTo(page, 'Dùng các ô này')
    await page.keyboard.press('Enter')
    await see(page, 'Chưa phải một bảng')
    await page.getByLabel('Các ô đã chép').fill('')
    await page.getByLabel('Các ô đã chép').focus()
    await page.keyboard.press('Control+V')
    await see(page, '3 dòng, 10 cột')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('of several files each becomes a delivery of its own, one after the other', async () => {
    const file = (name: string, code: string) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(toDossierText(dossier(code, 'UBND xã Đông Thái'))),
    })
    await page
      .locator('input[type="file"]')
      .setInputFiles([
        file('a.csv', 'H01-261106-0041'),
        file('b.csv', 'H01-261106-0042'),
        file('c.csv', 'H01-261106-0043'),
      ])
    await see(page, '3 tệp')
    await page.getByRole('button', { name: 'Bỏ c.csv' }).click()
    await tabTo(page, 'Nộp và kiểm tra')
    await page.keyboard.press('Enter')
    await see(page, 'Đã gửi 2 / 2 tệp')
    const queue = page.locator('.queue')
    await expect.poll(() => queue.getByText('Sẵn sàng').count(), { timeout: 30_000 }).toBe(2)
    await queue.getByRole('link', { name: 'b.csv' }).click()
    await see(page, 'Sẵn sàng đưa vào số liệu')
    await page.goBack()
    await queue.getByText('Sẵn sàng').first().waitFor()
    expect(desk.complaints).toEqual([])
  })
})
