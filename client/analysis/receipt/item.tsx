import type { ReactNode } from 'react'

/** One line of the side: what it is, and what is said. */
export function Item({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  )
}
