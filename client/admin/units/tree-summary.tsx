import type { UnitItem } from '../../../shared/api.ts'
import type { InstallationSettings } from '../../../shared/settings.ts'
import { LEVELS, type Level } from '../../../shared/units.ts'
import { readUnits } from '../../api/units.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'

const EXAMPLES = 3

/** How many units of each level stand below home today, with a few names. */
export function TreeSummary({ home }: { home: InstallationSettings['home'] }) {
  const words = useWords()
  const locale = useLocale()
  const levels = useRead(readLevels, 'levels')
  const filled = levels.value?.filter(({ units }) => units.length > 0) ?? []
  return (
    <section className="panel" aria-labelledby="tree-title" aria-busy={levels.isAsking}>
      <header className="panel-head">
        <h2 id="tree-title">{words('admin.units.tree')}</h2>
        {home && <p className="dim">{words('admin.units.treeOf', { name: home.name })}</p>}
      </header>
      {levels.problem && <ProblemNote problem={levels.problem} onRetry={levels.reload} />}
      {!levels.value && !levels.problem && <p className="blank">{words('admin.list.loading')}</p>}
      {levels.value && filled.length === 0 && (
        <div className="blank">
          <p className="strong">{words('admin.units.empty')}</p>
          <p>{words('admin.units.emptyNote')}</p>
        </div>
      )}
      {filled.length > 0 && (
        <div className="scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words('admin.units.level')}</th>
                <th scope="col" className="number">
                  {words('admin.units.number')}
                </th>
                <th scope="col">{words('admin.units.example')}</th>
              </tr>
            </thead>
            <tbody>
              {filled.map(({ level, units }) => (
                <tr key={level}>
                  <th scope="row" className="level-name">
                    {level === 'district' ? words('admin.units.oldDistrict') : words(`feeds.levels.${level}`)}
                  </th>
                  <td className="number">{formatNumber(units.length, locale)}</td>
                  <td className="dim">
                    {units
                      .slice(0, EXAMPLES)
                      .map(({ name }) => name)
                      .join(', ')}
                    {units.length > EXAMPLES && '…'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** The units below home, level by level. */
async function readLevels(signal: AbortSignal): Promise<{ level: Level; units: UnitItem[] }[]> {
  return Promise.all(LEVELS.map(async (level) => ({ level, units: await readUnits({ level }, signal) })))
}
