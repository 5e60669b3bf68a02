import type { ReactNode } from 'react'
import { useWords } from '../i18n/provider.tsx'

interface ListTableProps {
  /** Titles of the columns; one that ends in `#` stands over numbers. What can be done to a line comes last. */
  heads: readonly string[]
  children: ReactNode
}

/** A list as a table, whose last column holds what can be done. */
export function ListTable({ heads, children }: ListTableProps) {
  const words = useWords()
  return (
    <table className="table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={head.endsWith('#') ? 'number' : undefined}>
              {head.replace(/#$/, '')}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{words('admin.list.acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
