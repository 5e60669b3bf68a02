import { useRef } from 'react'
import { useKeys } from './use-keys.ts'

interface SearchFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
}

/** The search of a page; `/` goes there, Esc empties it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  return (
    <input
      ref={field}
      className="search"
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
      }}
    />
  )
}
