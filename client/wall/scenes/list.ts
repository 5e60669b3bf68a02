import { overview } from './overview.tsx'
import type { Scene } from './scene.ts'

/** Every scene of the wall, in the order of the keys ← and →. */
export const SCENES: readonly Scene[] = [overview]
