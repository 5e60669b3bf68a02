import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import type { Pasted } from './pasted.ts'

/** More cells of a row say no more than these. */
const MOST_CELLS = 12

/** What was pasted: how much, and its first rows. */
export function PastedHead({ pasted }: { pasted: Pasted }) {
  const words = useWords()
  const locale = useLocale()
  const [header = [], ...rows] = pasted.head.map((row) => row.slice(0, MOST_CELLS))
  return (
    <>
      <p className="drop-file" aria-live="polite">
        {words('feeds.form.pasted')}{' '}
        <span className="dim">
          {words('feeds.form.pastedSize', {
            rows: formatNumber(pasted.rows, locale),
            columns: formatNumber(pasted.columns, locale),
          })}
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with keys */}
      <section className="pasted-head" aria-label={words('feeds.form.pastedHead')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {header.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells stand where they stand
                <th key={at} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows stand where they stand
              <tr key={line}>
                {row.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stand where they stand
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
