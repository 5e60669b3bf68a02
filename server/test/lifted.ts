import { LIMIT_NAMES, LIMITS, settingOf } from '../limits.ts'

const rates = LIMIT_NAMES.filter((name) => LIMITS[name].area === 'rate')

/** Settings under which no call is refused for its number: for tests that are about something else. */
export const LIFTED: Record<string, string> = Object.fromEntries(
  rates.map((name) => [settingOf(name), String(LIMITS[name].most)]),
)

/** Settings of rates as they usually are. */
export const RATED: Record<string, string> = Object.fromEntries(
  rates.map((name) => [settingOf(name), String(LIMITS[name].usual)]),
)
