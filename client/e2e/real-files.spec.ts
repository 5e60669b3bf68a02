import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDataFolders } from '../../server/test/program.ts'
import { deliver } from './deliver.ts'
import { type Desk, enterBy, figureIn, openDesk } from './desk.ts'

const REAL = process.env.IOC_REAL_DIR ?? join(import.meta.dirname, '../../../shared/real')
const isThere = existsSync(REAL)
if (!isThere) console.warn(`skipped: no real files in ${REAL}`)

describe.skipIf(!isThere)('the published scores of October 2025 on the wall of An Giang', () => {
  let desk: Desk
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ IOC_TEST_NOW: '2025-11-05T10:30:00+07:00' })
    const file = (name: string) => readFileSync(join(REAL, name))
    const scores = file('766-2025-10/bao_cao_T10_2025.xlsx')
    await deliver(
      desk.program,
      'dataset=index-scores&feed=766&unit=area:91&period=2025-10',
      'bao_cao_T10_2025.xlsx',
      scores,
    )
    const shapes = file('an-giang-communes.geojson')
    await deliver(desk.program, 'dataset=boundaries&feed=ranh-gioi&unit=area:91', 'an-giang.geojson', shapes)
    page = await (await desk.visit()).newPage()
    await enterBy(page, desk.link())
    await page.goto(`${desk.program.url}/wall?map=index`)
  })
  afterAll(async () => {
    await desk?.close()
    await removeDataFolders()
  })

  it('rank all 102 communes, Đông Thái with 93,21 and Tân Hội with 93,19 first', async () => {
    const first = page.locator('.ranking-list').first().locator('li')
    await first.nth(1).waitFor({ timeout: 30_000 })
    const lines = (await first.allTextContents()).map((text) => text.replace(/\s+/g, ' '))
    expect(lines[0]).toMatch(/^1.*Đông Thái.*93,21$/)
    expect(lines[1]).toMatch(/^2.*Tân Hội.*93,19$/)
    // The first and the last five stand in the list; every one of the other 92 has a score too.
    expect(await page.locator('.ranking-between').textContent()).toBe('92 ở giữa')
  })

  it('colour every commune of the map', async () => {
    await page.locator('.unit-map-canvas[data-drawn]').waitFor({ state: 'attached', timeout: 60_000 })
    expect(await page.locator('.map-head').textContent()).toContain('102 xã, phường, đặc khu')
    // The legend names "no data" as soon as one shape is hatched.
    const legend = await page.locator('.map-foot').textContent()
    expect(legend).toContain('Điểm trên 100')
    expect(legend).not.toContain('chưa có dữ liệu')
    expect(await coloursDrawn(page)).toBeGreaterThanOrEqual(5)
  })

  it('give the province 86,74 of 100', async () => {
    const tile = page.locator('.tile[data-area="index"]')
    expect(await tile.textContent()).toContain('tháng 10/2025')
    expect(await figureIn(tile)).toBe('86,74')
    expect(desk.complaints).toEqual([])
  })
})

/** How many of the seven colours of the map are on the screen; each in more than a few pixels. */
async function coloursDrawn(page: Page): Promise<number> {
  const picture = (await page.locator('.unit-map-canvas').screenshot()).toString('base64')
  return page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    const seen = new Map<string, number>()
    for (let at = 0; at < data.length; at += 4) {
      const colour = `#${[0, 1, 2].map((part) => (data[at + part] ?? 0).toString(16).padStart(2, '0')).join('')}`
      seen.set(colour, (seen.get(colour) ?? 0) + 1)
    }
    const style = getComputedStyle(document.documentElement)
    return [1, 2, 3, 4, 5, 6, 7].filter((n) => (seen.get(style.getPropertyValue(`--map-${n}`).trim()) ?? 0) > 20).length
  }, picture)
}
