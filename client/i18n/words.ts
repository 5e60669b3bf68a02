import type { vi } from './vi.ts'

type Text<T> = { readonly [K in keyof T]: T[K] extends string ? string : Text<T[K]> }

/** The shape of a catalogue: the keys of the Vietnamese one, any text. */
export type Words = Text<typeof vi>

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof vi
    Locale: 'vi' | 'en'
  }
}
