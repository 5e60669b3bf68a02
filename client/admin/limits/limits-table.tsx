import { Fragment } from 'react'
import type { LimitItem } from '../../../shared/settings.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { Bar } from '../../ui/bar.tsx'
import { formatLimit } from './limit-value.ts'

const AREAS = ['file', 'workbook', 'rows', 'check', 'form', 'body', 'http', 'rate', 'sockets', 'query'] as const
const TIGHT = 0.8

/** Limits by what they protect. */
export function LimitsTable({ limits }: { limits: readonly LimitItem[] }) {
  const words = useWords()
  const groups = Map.groupBy(limits, ({ area }) => area)
  return (
    <table className="table limits">
      <thead>
        <tr>
          <th scope="col">{words('admin.limits.name')}</th>
          <th scope="col" className="number">
            {words('admin.limits.value')}
          </th>
          <th scope="col" className="number">
            {words('admin.limits.usual')}
          </th>
          <th scope="col">{words('admin.limits.used')}</th>
          <th scope="col" className="number">
            {words('admin.limits.refused')}
          </th>
          <th scope="col">{words('admin.limits.setting')}</th>
        </tr>
      </thead>
      <tbody>
        {[...groups].map(([area, items]) => (
          <Fragment key={area}>
            <tr className="area">
              <th scope="rowgroup" colSpan={6}>
                {areaTitle(area, words)}
              </th>
            </tr>
            {items.map((item) => (
              <LimitRow key={item.name} item={item} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function LimitRow({ item }: { item: LimitItem }) {
  const words = useWords()
  const locale = useLocale()
  const { meaning, setting, unit, value, usual, used, refused, fixed } = item
  const isChanged = value !== usual
  return (
    <tr>
      <th scope="row">{meaning[locale]}</th>
      <td className="number">
        {formatLimit(value, unit, locale)}
        {isChanged && <span className="tag">{words('admin.limits.changed')}</span>}
      </td>
      <td className="number dim">{isChanged && formatLimit(usual, unit, locale)}</td>
      <td>
        {used !== undefined && (
          <span className="used">
            <span className="number">{formatLimit(used, unit, locale)}</span>
            <Bar fill={value > 0 ? used / value : 0} standing={value > 0 && used / value >= TIGHT ? 'watch' : 'none'} />
          </span>
        )}
      </td>
      <td className={refused ? 'number strong' : 'number zero'}>
        {refused !== undefined && formatNumber(refused, locale)}
      </td>
      <td>{fixed ? <span className="dim">{words('admin.limits.fixed')}</span> : <code>{setting}</code>}</td>
    </tr>
  )
}

function areaTitle(area: string, words: ReturnType<typeof useWords>): string {
  const known = AREAS.find((name) => name === area)
  return known ? words(`admin.limits.areas.${known}`) : area
}
