/** Where a row stands in the delivery. */
export interface RowPlace {
  /** Number of the sheet in the file, from 0. */
  sheet: number
  sheetName: string
  rowNo: number
}
