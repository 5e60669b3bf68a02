const NAMES = ['plain', 'header', 'required', 'text', 'day', 'note', 'title'] as const

/** How a cell of a written workbook looks and reads: `text` keeps codes from being taken for numbers, `day` shows day first. */
export type WorkbookStyle = (typeof NAMES)[number]

const FONTS = [
  '<font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>',
  '<font><b/><sz val="14"/><color rgb="FF0B2A4A"/><name val="Calibri"/></font>',
]
const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
/** The first two are fixed by the format. */
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  fill('FF3F6385'),
  fill('FF0B4A7A'),
]
const WRAP = '<alignment vertical="center" wrapText="1"/>'
const DAY_FORMAT = 164
const TEXT_FORMAT = 49

const FORMS: Record<WorkbookStyle, { font?: number; fill?: number; format?: number; wraps?: boolean }> = {
  plain: {},
  header: { font: 1, fill: 2, wraps: true },
  required: { font: 1, fill: 3, wraps: true },
  text: { format: TEXT_FORMAT },
  day: { format: DAY_FORMAT },
  note: { wraps: true },
  title: { font: 2 },
}

/** The style sheet of written workbooks: names in the order of their numbers, and the part itself. */
export const WORKBOOK_STYLES = {
  names: NAMES,
  xml(namespace: string): string {
    const forms = NAMES.map((name) => {
      const { font = 0, fill: ground = 0, format = 0, wraps = false } = FORMS[name]
      const open = `<xf numFmtId="${format}" fontId="${font}" fillId="${ground}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyNumberFormat="1"`
      return wraps ? `${open} applyAlignment="1">${WRAP}</xf>` : `${open}/>`
    })
    return `<styleSheet xmlns="${namespace}"><numFmts count="1"><numFmt numFmtId="${DAY_FORMAT}" formatCode="dd/mm/yyyy"/></numFmts><fonts count="${FONTS.length}">${FONTS.join('')}</fonts><fills count="${FILLS.length}">${FILLS.join('')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${forms.length}">${forms.join('')}</cellXfs></styleSheet>`
  },
}
