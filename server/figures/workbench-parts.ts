import type { Cell } from '../../shared/answer.ts'
import type { Workbench, WorkbenchPart } from '../../shared/workbench.ts'
import type { Weight } from './workbench-weights.ts'

type Component = Workbench['components'][number]

/** One component with its parts in points; what our rows cannot give stays empty and is left out of `computedOf`. */
export function componentOf(
  own: Weight,
  parts: readonly Weight[],
  published: Cell,
  ratios: ReadonlyMap<string, Cell>,
): Component {
  const taken = parts.map((part) => partOf(part, ratios)).sort((a, b) => (b.max ?? -1) - (a.max ?? -1))
  const computed = taken.filter((part) => part.computed !== null)
  return {
    id: own.component,
    title: wordsOf(own),
    max: own.max ?? 0,
    source: own.source ?? '',
    confidence: own.confidence,
    published,
    computed: computed.length === 0 ? null : computed.reduce((sum, part) => sum + (part.computed ?? 0), 0),
    computedOf: computed.reduce((sum, part) => sum + (part.max ?? 0), 0),
    parts: taken,
  }
}

function partOf(weight: Weight, ratios: ReadonlyMap<string, Cell>): WorkbenchPart {
  const { max, measure } = weight
  const ratio = measure === null ? null : (ratios.get(measure) ?? null)
  // A share above 1 earns no more than everything: OT-4 counts open dossiers of earlier months against this month's receipts.
  const share = ratio?.value == null ? null : Math.min(1, Math.max(0, ratio.value))
  const computed = max === null || share === null ? null : max * share
  return {
    id: `${weight.component}.${weight.part}`,
    title: wordsOf(weight),
    max,
    confidence: weight.confidence,
    source: weight.source ?? '',
    measure,
    ratio,
    computed,
    gap: max === null || computed === null ? null : max - computed,
    perCase: max === null || computed === null || !ratio?.denominator ? null : max / ratio.denominator,
  }
}

/** The parts with most to win first, with how many more cases bring the whole of it. */
export function liftsOf(components: readonly Component[]): Workbench['lifts'] {
  return components
    .flatMap(({ parts }) => parts)
    .flatMap(({ id, title, gap, perCase, ratio }) => {
      const cases = (ratio?.denominator ?? 0) - (ratio?.numerator ?? 0)
      if (gap === null || perCase === null || gap <= 0 || cases <= 0) return []
      return [{ part: id, title, gap, cases: Math.ceil(cases), perCase }]
    })
    .sort((a, b) => b.gap - a.gap || (a.part < b.part ? -1 : 1))
}

function wordsOf({ titleVi, titleEn }: Weight): { vi: string; en: string } {
  return { vi: titleVi, en: titleEn ?? titleVi }
}
