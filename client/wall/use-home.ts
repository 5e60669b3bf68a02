import { useRef } from 'react'
import type { SessionInfo } from '../../shared/access.ts'
import type { BoundaryCollection, UnitItem } from '../../shared/api.ts'
import type { Day } from '../../shared/period.ts'
import { readBoundaries } from '../api/boundaries.ts'
import { readSession } from '../api/session.ts'
import { readUnits } from '../api/units.ts'
import { useConnection } from '../live/use-figure.ts'
import { useResource } from './use-resource.ts'

/** The home unit and what lies below it, as of today. */
export interface Home {
  session: SessionInfo | null
  communes: readonly UnitItem[]
  departments: readonly UnitItem[]
  boundaries: BoundaryCollection | null
  /** The server answers but does not let this browser in. */
  isShut: boolean
}

const NOBODY: readonly UnitItem[] = []

/** Reads names and shapes once a day, and again with the ledger's growth as long as there are none. */
export function useHome(today: Day): Home {
  const { seq, status, problem, sample } = useConnection()
  const isFilled = useRef(false)
  const growth = isFilled.current ? 'filled' : `${seq}`
  const key = `${today} ${status === 'live'} ${sample} ${growth}`
  const session = useResource(readSession, key)
  const communes = useResource(() => readUnits({ level: 'commune', on: today }), key)
  const departments = useResource(() => readUnits({ level: 'department', on: today }), key)
  const boundaries = useResource(() => readBoundaries({ on: today }), key)
  isFilled.current = (communes.value?.length ?? 0) > 0 && (boundaries.value?.features.length ?? 0) > 0
  return {
    session: session.value,
    communes: communes.value ?? NOBODY,
    departments: departments.value ?? NOBODY,
    boundaries: boundaries.value,
    isShut: problem?.status === 401 || problem?.status === 403,
  }
}
