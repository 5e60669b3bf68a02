import type { Profile } from './profile.ts'

/** Known shapes of files, the more particular first. */
export const PROFILES: readonly Profile[] = []
