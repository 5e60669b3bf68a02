import { oneStopList, settlementList, wireDossiers } from './dossier-lists.ts'
import { formIi06 } from './form-ii06.ts'
import { index766Export } from './index-766-export.ts'
import { laCouncils, laRegions } from './los-angeles.ts'
import { open311 } from './open311.ts'
import { openCpsStatistics } from './opencps.ts'
import type { Profile } from './profile.ts'
import { agencyCounts, settlementUnits } from './settlement.ts'
import { unitSummary } from './unit-summary.ts'

/** Known shapes of files, the more particular first. */
export const PROFILES: readonly Profile[] = [
  index766Export,
  formIi06,
  openCpsStatistics,
  settlementUnits,
  agencyCounts,
  unitSummary,
  settlementList,
  wireDossiers,
  oneStopList,
  open311,
  laRegions,
  laCouncils,
]
