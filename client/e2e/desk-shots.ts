import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Program } from '../../server/test/program.ts'
import { send } from './deliver.ts'
import { CORRECTED, FAULTY } from './november.ts'

/** A state of the officer's page. `batch` names the delivery whose page it is. */
interface DeskLook {
  name: string
  path: string
  ready: string
  before?: (page: Page) => Promise<unknown>
}

/** Pictures of the officer's page in each of its states, light and dark. @param folder - where they go */
export async function shootDesk(
  browser: Browser,
  program: Program,
  folder: string,
  sizes: readonly (readonly [number, number])[],
): Promise<void> {
  const looks = await prepare(program)
  for (const [width, height] of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'vi-VN' })
      for (const look of [STRANGER, ...looks]) {
        if (look === looks[0])
          await context.request.post(`${program.url}/api/v1/session`, { data: { token: program.token } })
        const page = await context.newPage()
        page.on('pageerror', (error) => console.error(`${look.name}: ${error.message}`))
        await page.goto(program.url + look.path)
        await page.waitForSelector(look.ready, { timeout: 60_000 })
        await look.before?.(page)
        await page.waitForTimeout(500)
        const file = `${look.name}-${colorScheme}-${width}x${height}.png`
        await page.screenshot({ path: join(folder, file) })
        await page.close()
        console.log(`shots/${file}`)
      }
      await context.close()
    }
  }
}

const STRANGER: DeskLook = { name: 'feeds-stranger', path: '/feeds', ready: '.gate' }

const DRAWN = '.answer-table tbody tr'
/** The analyst's page on the sample: the whole, the districts of 2025, a measure that should be small, and a panel of choices. */
const ANALYSIS: readonly DeskLook[] = [
  { name: 'analysis', path: '/analysis?period=lastMonth', ready: DRAWN },
  { name: 'analysis-districts', path: '/analysis?period=2025-03', ready: DRAWN },
  { name: 'analysis-overdue', path: '/analysis?measure=dossiers.overdue&by=field', ready: DRAWN },
  {
    name: 'analysis-period',
    path: '/analysis?period=lastMonth',
    ready: DRAWN,
    before: (page) => page.locator('.picker-button', { hasText: 'Kỳ' }).click(),
  },
]

/** Brings one delivery into each state. */
async function prepare(program: Program): Promise<DeskLook[]> {
  const target = 'dataset=dossiers&feed=ho-so-an-giang&unit=area:91'
  const faulty = await send(program, target, 'ho-so-thang-11.csv', FAULTY)
  const ready = await send(program, target, 'ho-so-thang-11-da-sua.csv', CORRECTED)
  const unreadable = await send(program, target, 'anh-chup.csv', Buffer.from('\u0089PNG\r\n\u001a\n0000', 'latin1'))
  const scores = Buffer.from('Đơn vị;CKMB;TDGQ\r\nXã Đông Thái;17,5;19,2\r\n')
  const asking = await send(program, 'dataset=index-scores&feed=766&unit=area:91', 'diem.csv', scores)
  const at = (id: string, step = '') => `/feeds/${id}${step && `?step=${step}`}`
  return [
    ...ANALYSIS,
    { name: 'feeds', path: '/feeds', ready: '.register-scroll tbody tr' },
    { name: 'feeds-faults', path: at(faulty.id), ready: '.fault' },
    { name: 'feeds-columns', path: at(faulty.id, 'columns'), ready: '.mapping' },
    { name: 'feeds-file', path: at(ready.id, 'file'), ready: '.fingerprint' },
    { name: 'feeds-effect', path: at(ready.id), ready: '.effect-cards' },
    { name: 'feeds-unreadable', path: at(unreadable.id), ready: '.problem-note' },
    { name: 'feeds-asking', path: at(asking.id), ready: '.questions' },
    {
      name: 'feeds-sample-guard',
      path: at(ready.id),
      ready: '.effect-cards',
      before: async (page) => {
        await page.locator('.commit .button').click()
        await page.waitForSelector('.dialog')
      },
    },
  ]
}
