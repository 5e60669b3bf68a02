import { indexWeights } from '../../shared/datasets/index-weights.ts'
import { columnNames } from '../../shared/datasets/stored.ts'
import type { Day } from '../../shared/period.ts'
import type { Context } from './context.ts'

/** One line of an index's weights as it holds on a day; without `part` the component itself. */
export interface Weight {
  component: string
  part: string
  titleVi: string
  titleEn: string | null
  max: number | null
  measure: string | null
  confidence: string
  source: string | null
}

/** The weights of an index that hold on a day, as known at the context's seq: of several spells of one part the latest begun. */
export async function weightsOn({ reading, relation }: Context, index: string, day: Day): Promise<Weight[]> {
  const names = columnNames(indexWeights)
  const column = (name: string) => `r.${names.get(name)}`
  const wanted: readonly (keyof Weight)[] = [
    'component',
    'part',
    'titleVi',
    'titleEn',
    'max',
    'measure',
    'confidence',
    'source',
  ]
  return reading.query<Weight>(
    `select distinct on (${column('component')}, ${column('part')}) ${wanted.map((name) => `${column(name)} as "${name}"`).join(', ')}
       from ${relation(indexWeights)} r
      where ${column('index')} = $1 and ${column('from')} <= $2::date and coalesce(${column('to')}, 'infinity') >= $2::date
      order by ${column('component')}, ${column('part')}, ${column('from')} desc`,
    [index, day],
  )
}
