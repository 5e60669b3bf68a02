import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDataFolders } from '../../server/test/program.ts'
import { type Desk, enterBy, figureIn, openDesk, pushRows } from './desk.ts'
import { type Line, layLine } from './line.ts'
import { FIFTH, FOURTH, openDossier, THREE } from './november.ts'

/** A text somewhere on the page. */
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 })

describe('the wall on a Friday morning', () => {
  let desk: Desk
  let line: Line
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2026-11-20T09:30:00+07:00' })
    line = await layLine(desk.program.url)
    await pushRows(desk, 'dossiers', 'mot-cua', THREE)
    page = await (await desk.visit(line.url)).newPage()
    await enterBy(page, desk.link('Quản trị', line.url))
    await page.goto(`${line.url}/wall`)
  })
  afterAll(async () => {
    await line.close()
    await desk.close()
    await removeDataFolders()
  })

  it('shows what was pushed before it was opened', async () => {
    // Two of the three finished dossiers were on time.
    await see(page, 'của 3 hồ sơ đã xong')
    expect(await figureIn(page.locator('.hero-value'))).toBe('66,7')
    await see(page, 'Không có hồ sơ quá hạn')
  })

  it('shows a dossier that is pushed later, without being loaded again', async () => {
    await page.evaluate(() => document.documentElement.setAttribute('data-same-page', ''))
    await pushRows(desk, 'dossiers', 'mot-cua', [FOURTH])
    await see(page, 'của 4 hồ sơ đã xong')
    // Three of four.
    expect(await figureIn(page.locator('.hero-value'))).toBe('75,0')
    expect(await page.locator('html[data-same-page]').count()).toBe(1)
  })

  it('keeps its figures, with their age, while the connection is lost', async () => {
    line.cut()
    await page.locator('.freshness[data-kind="lost"]').first().waitFor({ timeout: 30_000 })
    await see(page, 'Mất kết nối')
    await see(page, 'của 4 hồ sơ đã xong')
    expect(await page.locator('.freshness[data-kind="lost"]').first().textContent()).toMatch(/của 09:3\d.*mất kết nối/i)
  })

  it('is live again by itself, with what it missed', async () => {
    await pushRows(desk, 'dossiers', 'mot-cua', [FIFTH])
    line.mend()
    await see(page, 'của 5 hồ sơ đã xong')
    await page.locator('.line[data-status="live"]').waitFor({ timeout: 30_000 })
    expect(await page.locator('.freshness[data-kind="lost"]').count()).toBe(0)
    expect(await page.locator('html[data-same-page]').count()).toBe(1)
  })

  it('breaks no content policy and asks nobody but its own program', () => {
    expect(desk.complaints).toEqual([])
  })
})

describe('the wall at midnight', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2026-11-19T23:59:35+07:00' })
  })
  afterAll(async () => {
    await desk.close()
    await removeDataFolders()
  })

  it('counts a dossier as overdue once the day on which it was due is over', async () => {
    await pushRows(desk, 'dossiers', 'mot-cua', [...THREE, openDossier('H01-261110-0009', '2026-11-10', '2026-11-19')])
    const page = await (await desk.visit()).newPage()
    await enterBy(page, desk.link())
    await page.goto(`${desk.program.url}/wall`)
    await see(page, 'Không có hồ sơ quá hạn')
    // Of one open dossier one is overdue: all of them.
    await page.locator('.hero-overdue dd').first().waitFor({ timeout: 60_000 })
    await see(page, '100,0 % số đang giải quyết')
    expect(desk.complaints).toEqual([])
  })
})
