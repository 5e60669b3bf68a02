import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CANARY, NAUGHTY } from '../../fixtures/naughty.ts'
import { removeDataFolders } from '../../server/test/program.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Filling, fillWithNaughty } from './naughty-fill.ts'
import { visitAs } from './operator.ts'

let desk: Desk
let filling: Filling
let context: BrowserContext

beforeAll(async () => {
  desk = await openDesk()
  filling = await fillWithNaughty(desk)
  context = await visitAs(desk, { user: 'an.nguyen', name: NAUGHTY[0] ?? '', role: 'operator' })
})
afterAll(async () => {
  await desk.close()
  await removeDataFolders()
})

const PAGES = ['/wall', '/analysis', '/feeds', '/account', '/batch/0', '/batch/1', '/batch/2']
const SECTIONS = ['people', 'keys', 'screens', 'units', 'audit', 'limits'].map((section) => `/admin/${section}`)
const VIEWS = ['dossiers.open&by=procedure', 'dossiers.open&by=field', 'feedback.open&by=category'].map(
  (view) => `/analysis?measure=${view}`,
)

describe('naughty texts in every field', () => {
  it('are taken, but for words and blanks that stand for nothing', () => {
    expect(filling.fields).toEqual([
      { field: 'procedures', taken: 223, refused: 2 },
      { field: 'dossiers', taken: 225, refused: 0 },
      { field: 'feedback', taken: 225, refused: 0 },
      { field: 'units', taken: 223, refused: 2 },
      { field: 'person', taken: 225, refused: 0 },
      { field: 'key', taken: 225, refused: 0 },
      { field: 'screen', taken: 225, refused: 0 },
      { field: 'reason', taken: 225, refused: 0 },
      { field: 'user name', taken: 0, refused: 8 },
    ])
  })

  it('would run where they are taken for markup', async () => {
    const page = await desk.browser.newPage()
    await page.setContent(NAUGHTY.join('\n'), { waitUntil: 'commit' })
    await expect.poll(() => page.evaluate((name) => name in window, CANARY)).toBe(true)
    await page.close()
  })

  it.each(['vi', 'en'].flatMap((lang) => [...PAGES, ...VIEWS, ...SECTIONS].map((path) => [path, lang] as const)))(
    'run nothing on %s in %s',
    async (path, lang) => {
      const page = await context.newPage()
      const batch = /^\/batch\/(\d)$/.exec(path)?.[1]
      const address = batch === undefined ? path : `/feeds/${filling.batches[Number(batch)]}`
      await page.goto(`${desk.program.url}${address}${address.includes('?') ? '&' : '?'}lang=${lang}`)
      await page.locator('main').first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate((name) => name in window, CANARY)).toBe(false)
      expect(await page.locator('main').count()).toBe(1)
      expect(desk.complaints).toEqual([])
      await page.close()
    },
  )

  it.each(['people', 'keys', 'screens'])('stand as text among the %s', async (section) => {
    const page = await context.newPage()
    await page.goto(`${desk.program.url}/admin/${section}`)
    await page.getByRole('row').nth(NAUGHTY.length).waitFor()
    const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    const shown = plain((await page.locator('main').textContent()) ?? '')
    expect(NAUGHTY.filter((text) => text.startsWith('<') && !shown.includes(plain(text)))).toEqual([])
    await page.close()
  })
})
