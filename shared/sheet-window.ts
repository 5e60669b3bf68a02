import { Type } from 'typebox'

const Text = Type.String()

/** `GET /api/v1/batches/:id/sheet?sheet=&from=&rows=&faulty=`: some rows of the file as the officer knows them, faults in place. */
export const SheetWindow = Type.Object(
  {
    /** Sheets that can be looked at, by number. */
    sheets: Type.Array(Type.Object({ index: Type.Integer(), name: Text })),
    sheet: Type.Integer(),
    /** Headers over the columns; `hidden` columns hold personal data and are never sent. */
    columns: Type.Array(Type.Object({ header: Text, column: Type.Union([Text, Type.Null()]), hidden: Type.Boolean() })),
    rows: Type.Array(
      Type.Object({
        rowNo: Type.Integer(),
        /** As text, at most 200 characters a cell, numbers of persons masked; null = empty or hidden. */
        cells: Type.Array(Type.Union([Text, Type.Null()])),
        /** Faults of the row; `at` = column from 0, null = the row as a whole. */
        faults: Type.Array(
          Type.Object({
            at: Type.Union([Type.Integer(), Type.Null()]),
            rule: Text,
            severity: Type.Enum(['error', 'warning', 'notice']),
            message: Text,
          }),
        ),
      }),
    ),
    /** Row number to go on from; null at the end. */
    next: Type.Union([Type.Integer(), Type.Null()]),
  },
  { $id: 'SheetWindow' },
)
export type SheetWindow = Type.Static<typeof SheetWindow>
