import { formIi06, unitSummary } from './form-ii06.ts'
import { index766Export } from './index-766-export.ts'
import { laCouncils, laRegions } from './los-angeles.ts'
import type { Profile } from './profile.ts'

/** Known shapes of files, the more particular first. */
export const PROFILES: readonly Profile[] = [index766Export, formIi06, unitSummary, laRegions, laCouncils]
