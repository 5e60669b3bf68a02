import type { LimitItem } from '../shared/settings.ts'
import type { Limit } from './limit.ts'
import { INTAKE_LIMITS } from './limits-intake.ts'
import { SERVICE_LIMITS } from './limits-service.ts'

/**
 * Every limit of the program, by name; its setting is `IOC_LIMIT_` and the name in capitals (`settingOf`). Each has a test at
 * one less, at it, and at one more.
 *
 * @see docs/limits.md, which is written from this table
 */
export const LIMITS = { ...INTAKE_LIMITS, ...SERVICE_LIMITS } as const

export type LimitName = keyof typeof LIMITS

/** The limits in force, by name. */
export type Limits = Readonly<Record<LimitName, number>>

export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[]

/** The limits of an installation that sets none. */
export const USUAL: Limits = Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].usual])) as Limits

/** `bodyBytes` → `IOC_LIMIT_BODY_BYTES`. */
export function settingOf(name: LimitName): string {
  return `IOC_LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

/**
 * The limits as the environment sets them.
 *
 * @param problems - takes what is wrong with a setting, by name and never with its value
 */
export function readLimits(env: Record<string, string | undefined>, problems: string[]): Limits {
  const known = new Map(LIMIT_NAMES.map((name) => [settingOf(name), name]))
  const limits: Record<LimitName, number> = { ...USUAL }
  for (const setting of Object.keys(env).filter((key) => key.startsWith('IOC_LIMIT_'))) {
    const text = env[setting] ?? ''
    const name = known.get(setting)
    if (name === undefined) problems.push(`${setting} is no setting`)
    else if (text !== '') limits[name] = readNumber(setting, text, LIMITS[name], problems)
  }
  return limits
}

function readNumber(setting: string, text: string, { usual, least, most, fixed }: Limit, problems: string[]): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (fixed) problems.push(`${setting} cannot be set: it is part of the contract`)
  else if (!(value >= least && value <= most))
    problems.push(`${setting} must be a whole number from ${least} to ${most}`)
  else return value
  return usual
}

/** How the limits of a running program do. */
export interface LimitUse {
  /** Somebody was refused because of a limit. */
  refused(name: LimitName): void
  /** Tells how to find out how much of a limit is used at a moment. */
  measure(name: LimitName, used: () => number): void
  /** Every limit as operators see it. */
  list(): LimitItem[]
}

/** Counts from now on. */
export function createLimitUse(limits: Limits): LimitUse {
  const refusals = new Map<LimitName, number>()
  const measures = new Map<LimitName, () => number>()
  return {
    refused(name) {
      refusals.set(name, (refusals.get(name) ?? 0) + 1)
    },
    measure(name, used) {
      measures.set(name, used)
    },
    list: () =>
      LIMIT_NAMES.map((name) => {
        const { area, unit, usual, meaning } = LIMITS[name]
        const fixed = 'fixed' in LIMITS[name]
        const used = measures.get(name)?.()
        const refused = refusals.get(name) ?? 0
        const value = limits[name]
        return {
          ...{ name, setting: settingOf(name), area, unit, meaning, value, usual, fixed, refused },
          ...(used !== undefined && { used }),
        }
      }),
  }
}
