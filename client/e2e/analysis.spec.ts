import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDataFolders } from '../../server/test/program.ts'
import { type Desk, leftSignIn, openDesk, pushRows } from './desk.ts'
import { FOURTH, openDossier, THREE } from './november.ts'

/** Xã Đông Thái, An Giang, in the table. */
const line = (page: Page, name: string) => page.locator('.answer-table tbody tr', { hasText: name })
/** The figure of the measure in a line; the first number that can be chosen. */
const figureOf = async (page: Page, name: string, place = 0) => {
  const button = line(page, name).locator('.figure-button').nth(place)
  await button.waitFor({ timeout: 30_000 })
  return (await button.innerText()).replace(/[^\d,./]/g, '')
}
const whole = (page: Page) => page.locator('.answer-table tfoot .figure-button').first()
/** Signs a browser in with a link of its own. */
async function enter(page: Page, { program }: Desk, role: string): Promise<void> {
  const made = await program.post('/api/v1/session/links', { role })
  const { token } = (await made.json()) as { token: string }
  await page.goto(`${program.url}/sign-in#${token}`)
  await leftSignIn(page)
}
const sees = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })

describe('the analyst on a Friday morning', () => {
  let desk: Desk
  let page: Page
  /** The state of figures before anything came later. */
  let firstSeq: number
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2026-11-20T09:30:00+07:00' })
    await pushRows(desk, 'dossiers', 'mot-cua', [...THREE, openDossier('H01-261110-0009', '2026-11-10', '2026-11-18')])
    const body = { measures: ['dossiers.received'], period: { name: 'thisMonth' } }
    const answer = (await (await desk.program.post('/api/v1/figures', body)).json()) as { asOf: { seq: number } }
    firstSeq = answer.asOf.seq
    const context = await desk.visit()
    page = await context.newPage()
    await enter(page, desk, 'analyst')
    await page.goto(`${desk.program.url}/analysis`)
  })
  afterAll(async () => {
    await desk.close()
    await removeDataFolders()
  })

  it('sees the figure of the province and of its communes, the one that has any first', async () => {
    await whole(page).waitFor({ timeout: 30_000 })
    // Two of the three finished dossiers were on time.
    await sees(page, /66,7/)
    // Three are too few to be compared with others: the commune shows them as they are.
    expect(await figureOf(page, 'Xã Đông Thái')).toBe('2/3')
    expect(await page.locator('.answer-table tbody tr').count()).toBe(102)
  })

  it('sees a dossier that comes later, without asking again', async () => {
    await pushRows(desk, 'dossiers', 'mot-cua', [FOURTH])
    // Three of four.
    await line(page, 'Xã Đông Thái').getByText('3/4').waitFor({ timeout: 30_000 })
  })

  it('goes into the commune, and the browser goes back', async () => {
    await line(page, 'Xã Đông Thái').locator('.row-button').click()
    await page.locator('h1', { hasText: 'Xã Đông Thái' }).waitFor()
    await sees(page, 'Lĩnh vực')
    await page.goBack()
    await page.locator('h1', { hasText: 'Tỉnh An Giang' }).waitFor()
    await page.goForward()
    await page.locator('h1', { hasText: 'Xã Đông Thái' }).waitFor()
    await page.goBack()
  })

  it('finds a unit by name without its accents', async () => {
    await page.getByRole('combobox', { name: /Tìm đơn vị/ }).fill('long xuyen')
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: 'Phường Long Xuyên' }).waitFor({ timeout: 30_000 })
    await page.goBack()
  })

  it('shows the same view in another browser that opens the link', async () => {
    await page.locator('.picker-button', { hasText: 'Chỉ số' }).click()
    await page.getByRole('searchbox').fill('dang giai quyet, qua han')
    await page.keyboard.press('Enter')
    // Received on the 10th, due on the 18th, still open on the 20th.
    expect(await figureOf(page, 'Xã Đông Thái')).toBe('1')
    await line(page, 'Xã Đông Thái').locator('.figure-button').first().click()
    await page.waitForURL(/sel=/)
    const other = await (await desk.visit()).newPage()
    await enter(other, desk, 'leader')
    await other.goto(page.url())
    expect(await figureOf(other, 'Xã Đông Thái')).toBe('1')
    await other.locator('tr[data-chosen="true"]', { hasText: 'Xã Đông Thái' }).waitFor()
    expect(await other.locator('.picker-button').allInnerTexts()).toEqual(
      await page.locator('.picker-button').allInnerTexts(),
    )
    await other.close()
  })

  it('looks back at what was known before, and says so', async () => {
    await page.goto(`${desk.program.url}/analysis?at=${firstSeq}`)
    await sees(page, `Đang xem lại số liệu phiên ${firstSeq}`)
    expect(await figureOf(page, 'Xã Đông Thái')).toBe('2/3')
    await page.getByRole('button', { name: 'Về hiện tại' }).click()
    await line(page, 'Xã Đông Thái').getByText('3/4').waitFor({ timeout: 30_000 })
  })

  it('says where the figure comes from, and why it is another than before the newest delivery', async () => {
    await page.goto(`${desk.program.url}/analysis?measure=dossiers.received`)
    await sees(page, /^5 dòng$/)
    await pushRows(desk, 'dossiers', 'mot-cua', [openDossier('H01-261118-0011', '2026-11-18', '2026-11-27')])
    await page.getByRole('button', { name: 'Xem nguồn gốc mới' }).click()
    await sees(page, /^6 dòng$/)
    await page.getByRole('button', { name: 'trước đợt gần nhất' }).click()
    // Received on the 18th, told on the 20th.
    const part = page.locator('.change-parts tbody tr')
    await part.waitFor({ timeout: 30_000 })
    expect(await part.innerText()).toMatch(/Báo muộn\s*1 dòng\s*\+1/)
  })

  it('comes from the province to the late dossiers of a commune in three clicks, as many rows as the figure says', async () => {
    await page.goto(`${desk.program.url}/analysis`)
    await line(page, 'Xã Đông Thái').locator('.figure-button').first().click()
    await page.getByRole('button', { name: 'Mở các dòng' }).first().click()
    const rows = page.locator('.rows-table tbody tr')
    // The four that the rate is divided by, three of them on time.
    await page.locator('[data-count="4"]').waitFor({ timeout: 30_000 })
    expect(await rows.count()).toBe(4)
    expect(await page.locator('.rows-table td[data-tone="good"]').count()).toBe(3)
    await page.getByRole('button', { name: 'Chỉ hồ sơ quá hạn' }).click()
    await page.locator('[data-count="1"]').waitFor({ timeout: 30_000 })
    expect(await rows.count()).toBe(1)
    // Due on the 10th, finished on the 13th.
    expect(await rows.innerText()).toMatch(/Xã Đông Thái.*04\/11\/2026 08:00.*10\/11\/2026 17:00.*13\/11\/2026 10:00/s)
    expect(await page.locator('.rows-panel').innerText()).not.toContain('H01-')
  })

  it('takes the rows along as a file, and goes back to the table by key', async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('giai-quyet-qua-han_xa-dong-thai_2026-11-01_2026-11-30.csv')
    const text = await readFile(await file.path(), 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain('Số dòng;1\r\n')
    expect(text).not.toContain('H01-')
    await page.locator('.rows-scroll').focus()
    await page.keyboard.press('Escape')
    await figureOf(page, 'Xã Đông Thái')
  })

  it('walks by key alone: a number down, a number right, and inside', async () => {
    await page.goto(`${desk.program.url}/analysis`)
    await figureOf(page, 'Xã Đông Thái')
    await page.locator('.answer-scroll').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/of=dossiers.received/)
    const first = await page.locator('.answer-table tbody th').first().innerText()
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: first }).waitFor()
  })

  it('breaks no content policy and asks nobody but its own program', () => {
    expect(desk.complaints).toEqual([])
  })
})

describe('the analyst who looks at 2024', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2026-11-20T09:30:00+07:00' })
  })
  afterAll(async () => {
    await desk.close()
    await removeDataFolders()
  })

  it('goes down through the districts of then', async () => {
    await pushRows(desk, 'dossiers', 'mot-cua', OLD)
    const page = await (await desk.visit()).newPage()
    await enter(page, desk, 'analyst')
    await page.goto(`${desk.program.url}/analysis?period=2024-03`)
    // Today's An Giang is made of An Giang and Kiên Giang.
    await sees(page, 'Tỉnh An Giang được lập ngày 01/07/2025')
    await page.locator('.before-note button', { hasText: 'Tỉnh Kiên Giang' }).click()
    await page.locator('h1', { hasText: 'Tỉnh Kiên Giang' }).waitFor()
    // Of two finished in March 2024 one was late.
    expect(await figureOf(page, 'An Biên')).toBe('1/2')
    await line(page, 'An Biên').locator('.row-button').click()
    expect(await figureOf(page, 'Xã Đông Thái')).toBe('1/2')
    expect(desk.complaints).toEqual([])
  })
})

/** Two dossiers of the commune Đông Thái as it was in 2024, district An Biên, Kiên Giang: one on its day, one a day late. */
const OLD: Record<string, unknown>[] = ['2024-03-12', '2024-03-13'].map((finished, index) => ({
  code: `H31-240301-000${index}`,
  receivingUnit: 'area:31006@2024-03-01',
  resolvingUnit: 'area:31006@2024-03-01',
  receivedAt: '2024-03-01T08:00:00+07:00',
  dueAt: '2024-03-12T17:00:00+07:00',
  finishedAt: `${finished}T10:00:00+07:00`,
  status: '10',
}))
