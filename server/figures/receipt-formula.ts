import type { Dataset, Words } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import type { Condition, Distribution, Measure } from '../../shared/measures/measure.ts'
import type { Definition } from '../../shared/receipt.ts'
import { known, stockOf } from './leaves.ts'
import { columnWords, conditionWords, dayWords, listed, nounOf, sentence } from './receipt-words.ts'

/** A measure as a report can quote it; every word follows from the measure's own data. */
export function definitionOf(measure: Measure, book: MeasureBook): Definition {
  const rate = measure.kind === 'rate' ? measure : null
  return {
    id: measure.id,
    title: measure.title,
    formula: sentence(formulaOf(measure, book)),
    unitOfMeasure: measure.unitOfMeasure,
    version: measure.version,
    validFrom: measure.validFrom,
    source: measure.source,
    numerator: [...(rate?.numerator ?? []), ...(rate?.numeratorMinus ?? []).map((id) => `-${id}`)],
    denominator: [...(rate?.denominator ?? [])],
  }
}

const say = (vi: string, en: string): Words => ({ vi, en })
const IN_PERIOD = say('trong kỳ', 'in the period')
const AT_END = say('cuối ngày cuối cùng của kỳ (không muộn hơn hôm nay)', 'the end of the period (today at the latest)')
const AT_START = say('cuối ngày trước ngày đầu kỳ', 'the end of the day before the period')

/** What is counted, or what is divided by what. */
function formulaOf(measure: Measure, book: MeasureBook): Words {
  switch (measure.kind) {
    case 'sum':
      return terms(measure.plus, measure.minus, book)
    case 'rate': {
      const above = terms(measure.numerator, measure.numeratorMinus ?? [], book)
      const below = terms(measure.denominator, [], book)
      return say(`(${above.vi}) / (${below.vi})`, `(${above.en}) / (${below.en})`)
    }
    case 'count':
      return measure.adds === undefined ? countWords(measure) : addsWords(measure, measure.adds)
    case 'distribution':
      return distributionWords(measure)
    case 'stock':
      return stockWords(measure)
    case 'dueSoon': {
      const due = columnWords(datasetOf(measure), measure.due)
      const stock = stockOf(measure, book).title
      return say(
        `số dòng của “${stock.vi}” có ${due.vi} là ngày đó hoặc ngày làm việc kế tiếp`,
        `rows of “${stock.en}” whose ${due.en} is that day or the next working day`,
      )
    }
    case 'oldest': {
      const since = columnWords(datasetOf(measure), measure.since)
      const stock = stockOf(measure, book).title
      return say(
        `số ngày lớn nhất tính từ ${since.vi} đến ${AT_END.vi}, trong “${stock.vi}”`,
        `most days from ${since.en} to ${AT_END.en}, among “${stock.en}”`,
      )
    }
    case 'reported': {
      const dataset = datasetOf(measure)
      const column = columnWords(dataset, measure.column)
      return say(
        `${column.vi} do nguồn công bố (${dataset.title.vi}), của đúng kỳ; nếu không có thì của kỳ muộn nhất nằm trong đó`,
        `${column.en} as published (${dataset.title.en}) for exactly the period, else for the latest one inside it`,
      )
    }
    case 'matched': {
      const other = datasetOf({ id: measure.id, dataset: measure.by.dataset })
      const where = conditionWords(other, measure.by.where)
      const stock = stockOf(measure, book).title
      return say(
        `số dòng của “${stock.vi}” có ít nhất một ${nounOf(other).vi} trong kỳ: ${where.vi}`,
        `rows of “${stock.en}” with at least one of the ${nounOf(other).en} in the period: ${where.en}`,
      )
    }
    case 'dueCheck': {
      const { vi, en } = countWords(measure)
      return measure.take === 'checked'
        ? say(`${vi}; biết thời hạn của thủ tục`, `${en}; the time limit of the procedure is known`)
        : say(
            `${vi}; hạn trả khác ngày tính từ thời hạn của thủ tục theo lịch làm việc`,
            `${en}; the due date is not the day that the procedure's time limit gives by the working calendar`,
          )
    }
    case 'deliveries':
      return DELIVERIES[measure.take]
  }
}

const DELIVERIES: Readonly<Record<'due' | 'came' | 'late', Words>> = {
  due: say(
    'số đợt dữ liệu mà các nguồn phải gửi trong kỳ theo nhịp đã đăng ký',
    'deliveries that feeds owe in the period',
  ),
  came: say('số đợt phải gửi trong kỳ đã đến', 'deliveries owed in the period that came'),
  late: say(
    'số đợt phải gửi trong kỳ đã đến sau thời điểm hẹn',
    'deliveries owed in the period that came after their time',
  ),
}

function terms(plus: readonly string[], minus: readonly string[], book: MeasureBook): Words {
  const added = listed(
    plus.map((id) => known(id, book).title),
    ' + ',
    ' + ',
  )
  if (minus.length === 0) return added
  const taken = listed(
    minus.map((id) => known(id, book).title),
    ' − ',
    ' − ',
  )
  return say(`${added.vi} − ${taken.vi}`, `${added.en} − ${taken.en}`)
}

type Counted = { id: string; dataset: string; on: Parameters<typeof dayWords>[1]; where?: Condition }

function countWords(measure: Counted): Words {
  const { vi, en } = nounOf(datasetOf(measure))
  const rows = rowsWords(measure)
  return say(`số ${vi} ${rows.vi}`, `${en} ${rows.en}`)
}

function addsWords(measure: Counted, column: string): Words {
  const dataset = datasetOf(measure)
  const added = columnWords(dataset, column)
  const rows = rowsWords(measure)
  return say(
    `tổng ${added.vi} của ${nounOf(dataset).vi} ${rows.vi}`,
    `sum of ${added.en} over ${nounOf(dataset).en} ${rows.en}`,
  )
}

/** Which rows: dated in the period, and passing the condition. */
function rowsWords(measure: Counted): Words {
  const dataset = datasetOf(measure)
  const day = dayWords(dataset, measure.on)
  const where = measure.where ? conditionWords(dataset, measure.where) : null
  return say(
    `có ${day.vi} ${IN_PERIOD.vi}${where ? `; ${where.vi}` : ''}`,
    `whose ${day.en} lies ${IN_PERIOD.en}${where ? `; ${where.en}` : ''}`,
  )
}

function stockWords(measure: Extract<Measure, { kind: 'stock' }>): Words {
  const dataset = datasetOf(measure)
  const noun = nounOf(dataset)
  const enters = dayWords(dataset, measure.enters)
  const leaves = measure.leaves === null ? null : dayWords(dataset, measure.leaves)
  const where = measure.where ? conditionWords(dataset, measure.where) : null
  const day = measure.at === 'start' ? AT_START : AT_END
  return say(
    `số ${noun.vi} tại ${day.vi}: đã đến ${enters.vi}${leaves ? `, chưa đến ${leaves.vi}` : ''}${where ? `; ${where.vi}` : ''}`,
    `${noun.en} at ${day.en}: past ${enters.en}${leaves ? `, not yet past ${leaves.en}` : ''}${where ? `; ${where.en}` : ''}`,
  )
}

function distributionWords(measure: Distribution): Words {
  const dataset = datasetOf(measure)
  const { take, of } = measure
  const how =
    take === 'mean'
      ? say('trung bình', 'mean')
      : take === 'max'
        ? say('giá trị lớn nhất', 'greatest')
        : take.percentile === 0.5
          ? say('trung vị', 'median')
          : say(`bách phân vị ${take.percentile * 100}`, `${take.percentile * 100}th percentile`)
  const number = numberWords(dataset, of)
  const noun = nounOf(dataset)
  const rows = rowsWords(measure)
  return say(
    `${how.vi} của ${number.vi}, trên ${noun.vi} ${rows.vi}`,
    `${how.en} of ${number.en}, over ${noun.en} ${rows.en}`,
  )
}

function numberWords(dataset: Dataset, of: Distribution['of']): Words {
  if ('column' in of) return columnWords(dataset, of.column)
  const [a, b] = ('elapsed' in of ? of.elapsed : of.daysLate).map((name) => columnWords(dataset, name))
  const unit = 'elapsed' in of && of.in === 'hours' ? say('số giờ', 'hours') : say('số ngày', 'days')
  return say(`${unit.vi} từ ${a?.vi} đến ${b?.vi}`, `${unit.en} from ${a?.en} to ${b?.en}`)
}

function datasetOf({ id, dataset }: { id: string; dataset: string }): Dataset {
  const found = findDataset(dataset)
  if (!found) throw new Error(`${id} counts ${dataset}, which is no dataset`)
  return found
}
