import { type Refusal, refuseWith } from './refusal.ts'

/** Refusals that name a place in the text: encoding, rows, cells, JSON, shapes. */
export const TEXT_REFUSALS: Readonly<Record<string, Refusal>> = {
  IOC_TEXT_NUL: refuseWith(
    422,
    ['Tệp có byte NUL', 'Nội dung không phải là văn bản (dòng {row}, byte {byte}).'],
    ['The file has NUL bytes', 'It is not text (row {row}, byte {byte}).'],
  ),
  IOC_TEXT_NOT_UTF8: refuseWith(
    422,
    ['Tệp không phải UTF-8', 'Dòng {row}, byte {byte} không hợp lệ. Hãy lưu lại dạng CSV UTF-8 hoặc XLSX.'],
    ['The file is not UTF-8', 'Row {row}, byte {byte} is not valid. Save it as CSV UTF-8 or XLSX.'],
  ),
  IOC_TEXT_NOT_UTF16: refuseWith(
    422,
    ['Tệp UTF-16 bị hỏng', 'Dòng {row}, byte {byte} không hợp lệ. Hãy lưu lại dạng CSV UTF-8 hoặc XLSX.'],
    ['The UTF-16 file is damaged', 'Row {row}, byte {byte} is not valid. Save it as CSV UTF-8 or XLSX.'],
  ),
  IOC_TEXT_BAD_BYTE: refuseWith(
    422,
    [
      'Tệp có byte không thuộc bảng mã đã chọn',
      'Dòng {row}, byte {byte} không hợp lệ trong {encoding}. Có thể tệp ghép từ nhiều bảng mã; hãy lưu lại dạng CSV UTF-8.',
    ],
    [
      'The file holds a byte that the chosen encoding does not have',
      'Row {row}, byte {byte} is not valid in {encoding}. It may be glued from several encodings; save it as CSV UTF-8.',
    ],
  ),
  IOC_TEXT_SURROGATE: refuseWith(
    422,
    ['Văn bản có ký tự bị cắt đôi', 'Dòng {line}, cột {column} của tệp JSON.'],
    ['The text holds half a character', 'Line {line}, column {column} of the JSON.'],
  ),
  IOC_CSV_QUOTE: refuseWith(
    422,
    ['Dấu nháy kép không đóng đúng chỗ', 'Dòng {row}. Dấu nháy trong ô phải được viết đôi và cả ô đặt trong dấu nháy.'],
    [
      'A quote does not close where it must',
      'Row {row}. Quotes inside a cell are doubled and the whole cell is quoted.',
    ],
  ),
  IOC_CELL_TOO_LONG: refuseWith(
    422,
    ['Có ô quá dài', 'Dòng {row}, cột {column} dài hơn {limit} ký tự.'],
    ['A cell is too long', 'Row {row}, column {column} exceeds {limit} characters.'],
  ),
  IOC_RECORD_TOO_LONG: refuseWith(
    422,
    ['Có dòng quá dài', 'Dòng {row} dài hơn {limit} byte.'],
    ['A record is too long', 'Row {row} exceeds {limit} bytes.'],
  ),
  IOC_TOO_MANY_COLUMNS: refuseWith(
    422,
    ['Quá nhiều cột', 'Dòng {row} có hơn {limit} cột.'],
    ['Too many columns', 'Row {row} has more than {limit}.'],
  ),
  IOC_TOO_MANY_ROWS: refuseWith(
    413,
    ['Quá nhiều dòng', 'Giới hạn là {limit} dòng. Hãy tách tệp, ví dụ theo tháng.'],
    ['Too many rows', 'The limit is {limit} rows. Split the file, for example by month.'],
  ),
  IOC_JSON_SYNTAX: refuseWith(
    422,
    ['JSON viết sai', 'Dòng {line}, cột {column}.'],
    ['The JSON is malformed', 'Line {line}, column {column}.'],
  ),
  IOC_JSON_TOO_DEEP: refuseWith(
    422,
    ['JSON lồng quá sâu', 'Dòng {line}, cột {column}: sâu hơn {limit} tầng.'],
    ['The JSON is nested too deeply', 'Line {line}, column {column}: deeper than {limit}.'],
  ),
  IOC_JSON_TOO_BIG: refuseWith(
    422,
    ['Một phần tử JSON quá lớn', 'Dòng {line}, cột {column}: nhiều hơn {limit} danh sách và đối tượng.'],
    ['One JSON item is too big', 'Line {line}, column {column}: more than {limit} lists and objects.'],
  ),
  IOC_JSON_DUPLICATE_KEY: refuseWith(
    422,
    ['JSON có tên trùng nhau', 'Dòng {line}, cột {column}: tên {key}.'],
    ['The JSON repeats a name', 'Line {line}, column {column}: name {key}.'],
  ),
  IOC_JSON_RESERVED_KEY: refuseWith(
    422,
    ['JSON có tên không được phép', 'Dòng {line}, cột {column}: tên {key}.'],
    ['The JSON holds a reserved name', 'Line {line}, column {column}: name {key}.'],
  ),
  IOC_JSON_NUMBER: refuseWith(
    422,
    ['JSON có số quá lớn', 'Dòng {line}, cột {column}: {value}.'],
    ['The JSON holds a number beyond all bounds', 'Line {line}, column {column}: {value}.'],
  ),
  IOC_JSON_NOT_ROWS: refuseWith(
    422,
    ['JSON không phải là danh sách dòng', 'Phần tử {row} không phải là đối tượng.'],
    ['The JSON is no list of rows', 'Item {row} is not an object.'],
  ),
  IOC_GEOJSON_GEOMETRY: refuseWith(
    422,
    ['Hình không đọc được', 'Đối tượng {feature}: chỉ nhận Polygon và MultiPolygon.'],
    ['The shape cannot be read', 'Feature {feature}: only Polygon and MultiPolygon are read.'],
  ),
  IOC_GEOJSON_RING: refuseWith(
    422,
    ['Ranh giới không khép kín', 'Đối tượng {feature}: điểm cuối phải trùng điểm đầu, ít nhất bốn điểm.'],
    ['A boundary is not closed', 'Feature {feature}: the last point must equal the first, four points at least.'],
  ),
  IOC_GEOJSON_RANGE: refuseWith(
    422,
    ['Tọa độ nằm ngoài phạm vi', 'Đối tượng {feature}: kinh độ {lon}, vĩ độ {lat}. Cần độ thập phân WGS 84.'],
    [
      'Coordinates out of range',
      'Feature {feature}: longitude {lon}, latitude {lat}. Decimal degrees WGS 84 are needed.',
    ],
  ),
  IOC_GEOJSON_SWAPPED: refuseWith(
    422,
    ['Có vẻ kinh độ và vĩ độ bị đảo', 'Đối tượng {feature}: {lon}, {lat}. GeoJSON ghi kinh độ trước.'],
    ['Longitude and latitude look swapped', 'Feature {feature}: {lon}, {lat}. GeoJSON puts longitude first.'],
  ),
  IOC_GEOJSON_TOO_BIG: refuseWith(
    413,
    ['Ranh giới quá chi tiết', 'Giới hạn là {limit}. Hãy đơn giản hóa hình.'],
    ['The shapes are too detailed', 'The limit is {limit}. Simplify the shapes.'],
  ),
}
