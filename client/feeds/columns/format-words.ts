import type { Batch } from '../../../shared/batch.ts'
import { useWords } from '../../i18n/provider.tsx'

const KINDS = ['csv', 'xlsx', 'xls', 'ods', 'html', 'json', 'geojson'] as const
const DELIMITERS = new Map([
  [';', 'semicolon'],
  [',', 'comma'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const)
const ENCODINGS = new Map([
  ['utf-8', 'UTF-8'],
  ['utf-16le', 'UTF-16'],
  ['utf-16be', 'UTF-16'],
  ['windows-1258', 'Windows-1258'],
  ['tcvn3', 'TCVN3 (ABC)'],
  ['vni', 'VNI-Windows'],
])

/** How the bytes of a file were read: "văn bản phân cột, bảng mã TCVN3 (ABC), dấu chấm phẩy". */
export function useFormatWords(): (format: NonNullable<Batch['format']>) => string {
  const words = useWords()
  return ({ kind, encoding, delimiter }) => {
    const known = KINDS.find((name) => name === kind)
    const sign = [...DELIMITERS].find(([own]) => own === delimiter)?.[1]
    return [
      known ? words(`delivery.formats.kinds.${known}`) : kind,
      encoding && words('delivery.formats.encoding', { name: ENCODINGS.get(encoding) ?? encoding }),
      sign
        ? words(`delivery.formats.delimiters.${sign}`)
        : delimiter && words('delivery.formats.delimiters.other', { sign: delimiter }),
    ]
      .filter(Boolean)
      .join(', ')
  }
}
