import createError from '@fastify/error'

/** A name in a query that the catalogue does not hold; the answer lists those it does. */
export const UnknownMeasure = createError<[string]>('IOC_UNKNOWN_MEASURE', 'Không có chỉ số "%s"', 400)
export const UnknownDimension = createError<[string]>('IOC_UNKNOWN_DIMENSION', 'Không có chiều "%s"', 400)
export const UnknownUnit = createError<[string]>('IOC_UNKNOWN_UNIT', 'Không xác định được đơn vị "%s"', 400)

/** A unit that the caller's scope does not cover. */
export const UnitNotYours = createError<[string]>('IOC_UNIT_NOT_YOURS', 'Đơn vị "%s" nằm ngoài phạm vi của bạn', 403)

/** A period that is none: month 13, an end before its beginning. */
export const BadPeriod = createError<[string]>('IOC_BAD_PERIOD', 'Kỳ không hợp lệ: %s', 400)

/** A query that contradicts itself or asks for too much at once. */
export const BadQuery = createError<[string]>('IOC_BAD_QUERY', 'Truy vấn không hợp lệ: %s', 400)

/** A question that a public display could take small counts apart with; names the part of it. */
export const NotForPublic = createError<[string]>(
  'IOC_NOT_FOR_PUBLIC',
  'Màn hình công cộng chỉ hỏi được số liệu của cảnh: "%s"',
  403,
)

/** The caller may see figures, not the rows behind them. */
export const RowsNotAllowed = createError('IOC_ROWS_NOT_ALLOWED', 'Không có quyền xem từng dòng dữ liệu', 403)

/** No batch of that id, or none that the caller may see. */
export const BatchUnknown = createError<[string]>('IOC_BATCH_UNKNOWN', 'Không có đợt dữ liệu "%s"', 404)

/** Too many questions at once; worth trying again in a moment. */
export const Busy = createError('IOC_BUSY', 'Hệ thống đang bận, xin thử lại sau ít giây', 503)

/** The store cut a question that took longer than it may. */
export const QueryTooLong = createError(
  'IOC_QUERY_TOO_LONG',
  'Truy vấn quá lâu và đã bị dừng; xin thu hẹp kỳ hoặc số chiều',
  503,
)

/** Nobody waits for the answer any more: the caller is gone, or was told that it takes too long. */
export const Abandoned = createError('IOC_QUERY_TOO_LONG', 'Không còn ai chờ câu trả lời', 503)

/** An error that lists the names it would have understood. */
export function withKnown<E extends Error>(error: E, known: readonly string[]): E & { known: string[] } {
  return Object.assign(error, { known: [...known] })
}
