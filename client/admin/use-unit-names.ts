import { useEffect, useState } from 'react'
import { readUnit } from '../api/units.ts'

const names = new Map<string, string>()

/** How units are called, by their ids; an id whose name is not there yet stands for itself. */
export function useUnitNames(ids: readonly (string | null)[]): (id: string) => string {
  const [, turn] = useState(0)
  const wanted = [...new Set(ids.filter((id) => id !== null && !names.has(id)))].sort().join(' ')
  useEffect(() => {
    let isGone = false
    const asked = wanted === '' ? [] : wanted.split(' ')
    void Promise.allSettled(asked.map(async (id) => names.set(id, (await readUnit(id)).name))).then(() => {
      if (!isGone && asked.length > 0) turn((before) => before + 1)
    })
    return () => {
      isGone = true
    }
  }, [wanted])
  return (id) => names.get(id) ?? id
}
