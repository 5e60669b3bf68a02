import { useCallback, useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import { readView, type ViewState, writeView } from './view.ts'

/** Changes the view: only what is named. `replace` writes over the address instead of adding a step to go back to. */
export type Go = (change: Partial<ViewState>, how?: { replace?: boolean }) => void

/** The view that the address says, and the way to another one. */
export function useView(): { view: ViewState; go: Go; addressOf: (change: Partial<ViewState>) => string } {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const view = useMemo(() => readView(new URLSearchParams(search)), [search])
  const addressOf = useCallback(
    (change: Partial<ViewState>) => {
      const params = writeView({ ...view, ...change }, new URLSearchParams(search))
      return params.size > 0 ? `${path}?${params}` : path
    },
    [view, search, path],
  )
  const go = useCallback<Go>(
    (change, { replace = false } = {}) => {
      const address = addressOf(change)
      if (address !== `${path}${search && `?${search}`}`) navigate(address, { replace })
    },
    [addressOf, navigate, path, search],
  )
  return { view, go, addressOf }
}
