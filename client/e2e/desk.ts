import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { type Program, type ProgramOptions, startProgram } from '../../server/test/program.ts'
import { launchBrowser } from './browser.ts'

/** A running program and a browser that looks at it as its users do. */
export interface Desk {
  program: Program
  browser: Browser
  /** Opens a browser of its own that has nobody signed in. `url` where it goes through something else. */
  visit(url?: string): Promise<BrowserContext>
  /** The printed sign-in link of a role's title, moved to `url`. Each works once. */
  link(title?: string, url?: string): string
  /** What pages did that they may not: breaches of the content policy, errors, requests to other places. */
  complaints: string[]
  close(): Promise<void>
}

/** Starts the program on an empty database with An Giang as its home; with the sample, its home is that of the sample. */
export async function openDesk(env: Record<string, string> = {}, options: ProgramOptions = {}): Promise<Desk> {
  const [program, browser] = await Promise.all([
    startProgram({ ...options, env: env.IOC_SAMPLE === '1' ? env : { IOC_UNIT: 'area:91', ...env } }),
    launchBrowser(),
  ])
  const complaints: string[] = []
  const used = new Set<string>()
  return {
    program,
    browser,
    complaints,
    async visit(url = program.url) {
      const context = await browser.newContext({
        viewport: { width: 1366, height: 768 },
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh',
        reducedMotion: 'reduce',
      })
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`policy breached: ${violatedDirective} ${blockedURI}`),
        )
      })
      context.on('page', (page) => listen(page, url, complaints))
      return context
    },
    link(title = 'Quản trị', url = program.url) {
      const printed = [...program.output().matchAll(new RegExp(`${title}\\s+(\\S+)(/sign-in#\\S+)`, 'g'))]
      const path = printed.map((match) => match[2] ?? '').find((found) => !used.has(found))
      if (!path) throw new Error(`no unused link for ${title} was printed:\n${program.output()}`)
      used.add(path)
      return url + path
    },
    async close() {
      await browser.close()
      await program.stop()
    },
  }
}

function listen(page: Page, url: string, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (/content security policy|policy breached/i.test(message.text())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (['http:', 'https:'].includes(protocol) && origin !== new URL(url).origin) complaints.push(request.url())
  })
}

/** Opens a sign-in link and waits until it has led somewhere. */
export async function enterBy(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await leftSignIn(page)
}

const SIGN_IN_MS = 30_000

/** Waits until signing in has led somewhere. Asked of the address: the page may be on its way from one place to the next. */
export async function leftSignIn(page: Page): Promise<void> {
  const end = Date.now() + SIGN_IN_MS
  while (new URL(page.url()).pathname === '/sign-in') {
    if (Date.now() > end) throw new Error(`the link led nowhere within ${SIGN_IN_MS} ms`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await page.waitForLoadState('domcontentloaded')
}

/** Rows of another system; they count at once. */
export async function pushRows(
  { program }: Pick<Desk, 'program'>,
  dataset: string,
  feed: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const answer = await program.post(`/api/v1/push/${dataset}?unit=area:91`, { feed, rows })
  if (!answer.ok) throw new Error(`the push was refused: ${await answer.text()}`)
}

/** A rolling figure as a screen reader hears it: `86,74`. */
export async function figureIn(place: Locator): Promise<string> {
  const heard = await place.locator('number-flow-react').first().ariaSnapshot()
  return heard.replace(/^- text:/, '').replace(/["\s]/g, '')
}
