import { access, constants, mkdir } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Where a system Chromium usually lies; it wins over the packed one. `IOC_BROWSER` wins over both. */
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--font-render-hinting=none',
]

/** Starts a browser without a window, with WebGL in software, that asks the network for nothing by itself. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: FLAGS, headless: true })
}

/** The system's Chromium if there is one, else the one that comes with the packages. */
export async function findBrowser(): Promise<string> {
  for (const path of [process.env.IOC_BROWSER, ...SYSTEM]) {
    if (path && (await isRunnable(path))) return path
  }
  return unpackBrowser()
}

/**
 * Unpacks the browser of the packages into a temporary folder of this user's own: the package would put it into the shared
 * one, where another user of the machine may not run it.
 */
async function unpackBrowser(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium')
  const shared = process.env.TMPDIR
  const own = join(tmpdir(), `toan-canh-browser-${userInfo().uid}`)
  await mkdir(own, { recursive: true, mode: 0o700 })
  process.env.TMPDIR = own
  try {
    return await packed.executablePath()
  } finally {
    if (shared === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = shared
  }
}

async function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
