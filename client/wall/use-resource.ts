import { useEffect, useState } from 'react'

const RETRY_MS = 5_000

/**
 * Fetches something that seldom changes and keeps the last good answer; asks again when `key` changes and, every few
 * seconds, while the server does not answer.
 */
export function useResource<T>(load: () => Promise<T>, key: string): { value: T | null; failed: unknown } {
  const [state, setState] = useState<{ value: T | null; failed: unknown }>({ value: null, failed: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when `load` would answer otherwise
  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout>
    const ask = () => {
      load().then(
        (value) => {
          if (!stopped) setState({ value, failed: null })
        },
        (failed: unknown) => {
          if (stopped) return
          setState((before) => ({ ...before, failed }))
          timer = setTimeout(ask, RETRY_MS)
        },
      )
    }
    ask()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [key])
  return state
}
