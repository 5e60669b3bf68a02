import { useCallback } from 'react'
import type { SessionInfo } from '../../shared/access.ts'
import { exportFigures } from '../api/exports.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import { BeforeNote } from './before-note.tsx'
import { CopyLink } from './copy-link.tsx'
import { changeMeasure, drillInto, dropFilter } from './drill.ts'
import { ExportButton } from './export/export-button.tsx'
import { FigureSide } from './figure-side.tsx'
import { keyTitle } from './key-names.ts'
import { MapPanel } from './map-panel.tsx'
import { MeasurePicker } from './measure-picker.tsx'
import { PathLine } from './path-line.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { periodTitle } from './period-title.ts'
import { isIncomplete } from './periods.ts'
import { commonOf, figureQuery } from './questions.ts'
import { RowsPanel } from './rows/rows-panel.tsx'
import { ComparePicker, momentText, ReplayPicker, SplitPicker, UnitsPicker } from './small-pickers.tsx'
import { hasUnitKeys, isUnitSplit } from './splits.ts'
import { cellIn } from './table-rows.ts'
import { TrendPanel } from './trend-panel.tsx'
import { UnitTree } from './unit-tree.tsx'
import { useAnswer } from './use-answer.ts'
import { useMap } from './use-map.ts'
import { useSubject } from './use-subject.ts'
import { useTable } from './use-table.ts'
import { useView } from './use-view.ts'
import type { Selected } from './view.ts'

/** One view: tree, map, trend, table and the receipt of the chosen figure, all from one address. */
export function AnalysisView({ session }: { session: SessionInfo }) {
  const words = useWords()
  const locale = useLocale()
  const { view, go } = useView()
  const subject = useSubject(view, session, null)
  const { home, unit, directory, range, today, on, split } = subject
  const table = useTable(view, subject)
  const map = useMap(view, subject, table)
  const { measure } = view
  const chosen: Selected = view.selected ?? { row: null, measure }
  const nameOf = useCallback((id: string) => (id === home?.unit ? home.name : directory.name(id)), [home, directory])
  const figure = figureQuery(view, split, chosen.row, chosen.measure, range)
  const rowName =
    chosen.row === null
      ? null
      : keyTitle(split, chosen.row, { words, locale, nameOf, procedureOf: directory.procedure })
  const here = unit?.name ?? home?.name ?? words('analysis.home')
  const chosenUnit = chosen.row !== null && hasUnitKeys(split) ? chosen.row : (unit?.id ?? home?.unit ?? null)
  const figureName = rowName === null ? here : hasUnitKeys(split) ? rowName : `${here}, ${rowName}`
  const target = chosenTarget(table, chosen)

  const drill = (row: string) => go(drillInto(view, split, row, range))
  const choose = useCallback(
    (selected: Selected, isQuiet = false) =>
      go({ selected: selected.row === null && selected.measure === measure ? null : selected }, { replace: isQuiet }),
    [go, measure],
  )
  const goUnit = (id: string | null, isArea = false) =>
    go({
      unit: id === home?.unit ? null : id,
      split: null,
      selected: null,
      order: null,
      rows: null,
      ...(isArea && { units: 'now' as const }),
    })
  const filters = Object.entries(view.where).map(([dimension, values]) => ({
    dimension,
    text: values
      .map((value) => keyTitle(dimension, value, { words, locale, nameOf, procedureOf: directory.procedure }))
      .join(', '),
  }))
  const { unit: _unit, ...question } = commonOf(view)
  const atHome = useAnswer(subject.isReady && view.unit !== null ? { measures: [measure], ...question } : null)
  const homeCell = view.unit === null ? (table.whole?.cell ?? null) : atHome.rows && cellIn(atHome.rows[0], measure)
  return (
    <div className="analysis" data-side="true">
      <header className="analysis-head">
        <PathLine
          home={home}
          unit={unit}
          directory={directory}
          filters={filters}
          onUnit={(id) => goUnit(id, id !== null && view.units === 'now')}
          onDrop={(dimension) => go(dropFilter(view, dimension))}
        />
        <div className="analysis-acts">
          <CopyLink />
        </div>
        <div className="analysis-pickers">
          <MeasurePicker
            measure={measure}
            onChoose={(next) => go(changeMeasure(view, next, isIncomplete(range, today)))}
          />
          <PeriodPicker period={view.period} today={today} onChoose={(period) => go({ period })} />
          <SplitPicker
            measure={measure}
            split={split}
            onChoose={(next) => go({ split: next, selected: null, order: null })}
          />
          <ComparePicker compared={view.compared} onChoose={(compared) => go({ compared })} />
          <UnitsPicker units={view.units} onChoose={(units) => go({ units })} />
          <ReplayPicker at={view.at} onChoose={(at) => go({ at })} />
        </div>
        {view.at && (
          <p className="replay-note" role="status">
            <span aria-hidden="true">⟲</span> {words('analysis.replay.banner', { at: momentText(view.at, words) })}
            <button type="button" className="text-link" onClick={() => go({ at: null })}>
              {words('analysis.replay.back')}
            </button>
          </p>
        )}
      </header>
      <UnitTree
        home={home}
        current={unit?.id ?? null}
        on={on}
        directory={directory}
        asked={{ measure, question, whole: homeCell }}
        onChoose={goUnit}
      />
      <div className="analysis-centre" data-map={map !== null}>
        {subject.isUnknown && (
          <ProblemNote problem={{ title: words('analysis.tree.noneFound'), code: 'IOC_UNKNOWN_UNIT' }} />
        )}
        {view.rows !== null && subject.isReady && (
          <RowsPanel
            query={figure}
            measure={view.rows}
            figure={chosen.measure}
            name={figureName}
            days={periodTitle(view.period, words, locale)}
            nameOf={nameOf}
            mayExport={session.may.exportRows}
            mayReveal={session.may.reveal}
            newest={view.at === null ? table.figure.seq : null}
            onMeasure={(rows) => go({ rows })}
            onBack={() => go({ rows: null })}
          />
        )}
        {view.rows === null && (
          <>
            {map && (
              <MapPanel
                boundaries={map.boundaries}
                figure={map.figure}
                measure={measure}
                nameOf={nameOf}
                chosen={chosenUnit}
                onPick={(id) => (isUnitSplit(split) ? choose({ row: id, measure }) : goUnit(id))}
                onEnter={(id) => goUnit(id)}
              />
            )}
            <TrendPanel
              figure={figure}
              measure={chosen.measure}
              name={figureName}
              unit={hasUnitKeys(split) ? chosenUnit : (unit?.id ?? null)}
              units={view.units}
              range={range}
              today={today}
              target={target}
              onPick={(month) => go({ period: month, order: null })}
            />
            {unit && unit.from > range.to && view.units === 'then' && (
              <BeforeNote unit={unit} on={on} onUnit={goUnit} onNow={() => go({ units: 'now' })} />
            )}
            <AnswerPanel
              view={view}
              split={split}
              table={table}
              onOrder={(order) => go({ order }, { replace: true })}
              onSelect={choose}
              onDrill={drill}
              acts={
                <>
                  <button type="button" className="button quiet" onClick={() => go({ rows: chosen.measure })}>
                    {words('analysisRows.open')}
                  </button>
                  {session.may.exportFigures && (
                    <ExportButton
                      key={JSON.stringify(table.query)}
                      title={words('analysisRows.csv.answer')}
                      isOff={table.rows.length === 0 || table.isOld}
                      ask={(signal) => exportFigures(table.query, signal)}
                    />
                  )}
                </>
              }
            />
          </>
        )}
      </div>
      <FigureSide
        query={figure}
        measure={chosen.measure}
        name={figureName}
        days={periodTitle(view.period, words, locale)}
        today={today}
        onRows={() => go({ rows: chosen.measure })}
      />
    </div>
  )
}

/** The target of the chosen figure, where it is the measure that the table shows. */
function chosenTarget(table: ReturnType<typeof useTable>, { row, measure }: Selected): number | null {
  const line = row === null ? table.whole : table.rows.find(({ key }) => key === row)
  if (!line) return null
  const place = table.companions.indexOf(measure)
  const cell = place < 0 ? line.cell : line.companions[place]
  return cell?.target ?? null
}
