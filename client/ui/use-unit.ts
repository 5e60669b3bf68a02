import { useState } from 'react'
import type { UnitItem } from '../../shared/api.ts'
import { readUnit } from '../api/units.ts'
import { type Read, useRead } from './use-read.ts'

/** The unit of a form: at first the stored one, then what was chosen. */
export function useUnit(stored: string | null): {
  unit: UnitItem | null
  choose: (unit: UnitItem | null) => void
  read: Read<UnitItem>
} {
  const read = useRead(() => readUnit(stored ?? ''), stored)
  const [chosen, setChosen] = useState<UnitItem | null | undefined>(undefined)
  return { unit: chosen === undefined ? read.value : chosen, choose: setChosen, read }
}
