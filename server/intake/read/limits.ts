const MIB = 1024 * 1024

/** How much of a foreign file is read before it is refused. Every number is a named setting with its unit in the name. */
export interface ReadLimits {
  csvBytes: number
  xlsxBytes: number
  jsonBytes: number
  geojsonBytes: number
  /** Rows of data in one file, all sheets together; `headRows` are allowed on top. */
  rows: number
  /** Rows at the top of a sheet in which titles and headers may stand; merged ranges are kept for them. */
  headRows: number
  columns: number
  cellChars: number
  recordBytes: number
  /** Characters of all cells of a workbook together, because one shared text may be repeated a million times. */
  totalChars: number
  zipEntries: number
  zipEntryBytes: number
  zipTotalBytes: number
  /** Unpacked size divided by packed size, for parts above `zipRatioFromBytes`. */
  zipRatio: number
  zipRatioFromBytes: number
  sheets: number
  sheetNameChars: number
  sharedStrings: number
  sharedStringBytes: number
  xmlDepth: number
  xmlAttributeChars: number
  /** The longest single piece of XML: a text, a comment, a tag. */
  xmlTokenBytes: number
  jsonDepth: number
  jsonKeys: number
  /** Lists and objects inside one item. */
  jsonContainers: number
  geoVertices: number
  geoFeatures: number
}

/** The defaults of an installation. */
export const READ_LIMITS: ReadLimits = {
  csvBytes: 100 * MIB,
  xlsxBytes: 50 * MIB,
  jsonBytes: 20 * MIB,
  geojsonBytes: 10 * MIB,
  rows: 1_000_000,
  headRows: 60,
  columns: 200,
  cellChars: 32_767,
  recordBytes: MIB,
  totalChars: 512 * MIB,
  zipEntries: 1_000,
  zipEntryBytes: 256 * MIB,
  zipTotalBytes: 512 * MIB,
  zipRatio: 100,
  zipRatioFromBytes: MIB,
  sheets: 50,
  sheetNameChars: 255,
  sharedStrings: 2_000_000,
  sharedStringBytes: 128 * MIB,
  xmlDepth: 32,
  xmlAttributeChars: 64 * 1024,
  xmlTokenBytes: MIB,
  jsonDepth: 20,
  jsonKeys: 100,
  jsonContainers: 250_000,
  geoVertices: 200_000,
  geoFeatures: 5_000,
}
