import type { Page } from 'playwright-core'

const MOST_STEPS = 120

/** What the focus stands on, as a screen reader names it: its label, else its text. */
export function focusName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    const labels = element && 'labels' in element ? (element as HTMLInputElement).labels : null
    const name = element?.getAttribute('aria-label') ?? labels?.[0]?.innerText ?? element?.innerText ?? ''
    return name.replace(/\s+/g, ' ').trim()
  })
}

/** Presses Tab until the focus stands on what is named so; the only way to get about without a mouse. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const now = await focusName(page)
    if (typeof name === 'string' ? now === name : name.test(now)) return
    passed.push(now)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${name}: ${passed.join(' · ')}`)
}

/** Goes down a closed list with the arrow keys until the option of this text is chosen. */
export async function arrowTo(page: Page, option: string | RegExp): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const now = await page.evaluate(() => {
      const list = document.activeElement as HTMLSelectElement | null
      return list?.selectedOptions?.[0]?.text ?? ''
    })
    if (typeof option === 'string' ? now === option : option.test(now)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the list has no ${option}`)
}

/** Is the focus to be seen? Where it stands, something is drawn round it. */
export function hasFocusRing(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(activeElement)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  })
}
