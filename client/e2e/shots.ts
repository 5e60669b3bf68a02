import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { removeDataFolders, startProgram } from '../../server/test/program.ts'
import { launchBrowser } from './browser.ts'
import { shootDesk } from './desk-shots.ts'

const ROOT = join(import.meta.dirname, '../..')
const OUT = join(ROOT, 'shots')
const SIZES = [
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
  [5120, 1440],
] as const
const FIGURES_WITHIN_MS = 240_000
const SHOT_WITHIN_MS = 120_000

/** A page to be looked at. `ready` is a selector of what must stand on it first; `before` brings it into a state. */
interface Look {
  name: string
  path: string
  ready: string
  before?: (page: Page) => Promise<unknown>
}

const MAP_DRAWN = '.unit-map-canvas[data-drawn]'

const LOOKS: readonly Look[] = [
  { name: 'wall-overview', path: '/wall', ready: MAP_DRAWN },
  { name: 'wall-overview-index', path: '/wall?map=index', ready: MAP_DRAWN },
  { name: 'wall-overview-en', path: '/wall?lang=en', ready: MAP_DRAWN },
  { name: 'wall-keys', path: '/wall', ready: MAP_DRAWN, before: (page) => page.keyboard.press('?') },
  {
    name: 'wall-unit',
    path: '/wall',
    ready: MAP_DRAWN,
    before: async (page) => {
      await page.focus('.unit-map')
      await page.keyboard.press('ArrowRight')
    },
  },
]

/** Writes a PNG of every look at every size into `shots/`. @param url - a running program; without one it builds the pages and starts its own with sample data */
async function main(url: string | undefined): Promise<void> {
  if (!url) await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
  const program = url ? null : await startProgram({ env: { IOC_SAMPLE: '1' } })
  const browser = await launchBrowser()
  try {
    await mkdir(OUT, { recursive: true })
    await shootAll(browser, url ?? program?.url ?? '')
    if (program) await shootDesk(browser, program, OUT, SIZES)
  } finally {
    await browser.close()
    await program?.stop()
    await removeDataFolders()
  }
}

async function shootAll(browser: Browser, url: string): Promise<void> {
  await figuresOnScreen(browser, url)
  for (const [width, height] of SIZES) {
    for (const look of LOOKS) {
      const page = await browser.newPage({ viewport: { width, height } })
      page.on('pageerror', (error) => console.error(`${look.name}: ${error.message}`))
      await page.goto(url + look.path)
      await page.waitForSelector(look.ready, { state: 'attached', timeout: SHOT_WITHIN_MS })
      await look.before?.(page)
      await page.waitForTimeout(1_500)
      const file = `${look.name}-${width}x${height}.png`
      await page.screenshot({ path: join(OUT, file), timeout: SHOT_WITHIN_MS })
      await page.close()
      console.log(`shots/${file}`)
    }
  }
}

/** The sample is loaded in the background; a picture of the way there is no picture of the wall. */
async function figuresOnScreen(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage()
  await page.goto(`${url}/wall`)
  await page.waitForSelector('.hero-value .big-number', { state: 'attached', timeout: FIGURES_WITHIN_MS })
  await page.close()
}

await main(process.argv.find((argument) => argument.startsWith('--url='))?.slice('--url='.length))
