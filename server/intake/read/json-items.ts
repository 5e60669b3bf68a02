import { type JsonObject, JsonText, type JsonValue } from './json-text.ts'
import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './raw.ts'

/** What stands around the items of a JSON file: the members of the outer object, empty for a bare list or for lines. */
export interface JsonFrame {
  members: JsonObject
  list: 'array' | 'rows' | 'features' | 'lines'
}

/** Members that may hold the rows; `data` is how the services of several systems wrap theirs. */
const LISTS: ReadonlySet<string> = new Set(['rows', 'features', 'data'])

function* readList(json: JsonText, depth: number): Generator<JsonValue> {
  json.expect('[')
  if (json.take(']')) return
  do {
    json.startItem()
    yield json.value(depth)
  } while (json.take(','))
  json.expect(']')
}

/** The outer object; its list of items is handed on as it is read, its other members are kept. */
function* readOuterObject(json: JsonText): Generator<JsonValue, JsonFrame> {
  const members: JsonObject = new Map()
  let list: JsonFrame['list'] = 'lines'
  json.expect('{')
  if (json.take('}')) return { members, list }
  do {
    const key = json.key(members)
    const isList = LISTS.has(key) && list === 'lines' && json.peek() === '['
    if (isList) {
      list = key === 'features' ? key : 'rows'
      yield* readList(json, 3)
    }
    members.set(key, isList ? null : json.value(2))
  } while (json.take(','))
  json.expect('}')
  return { members, list }
}

/**
 * The items of a JSON text one by one: of a list, of `{rows:[…]}`, `{data:[…]}` or `{features:[…]}`, or objects one after another (NDJSON).
 * Only one is in memory at a time.
 * @throws UnreadableFile
 */
export function* readItems(text: string, limits: ReadLimits): Generator<JsonValue, JsonFrame> {
  const json = new JsonText(text, limits)
  if (json.peek() === '[') {
    yield* readList(json, 2)
    if (json.peek() !== '') throw json.error('IOC_JSON_SYNTAX')
    return { members: new Map(), list: 'array' }
  }
  const frame = yield* readOuterObject(json)
  if (frame.list !== 'lines') {
    if (json.peek() !== '') throw json.error('IOC_JSON_SYNTAX')
    return frame
  }
  yield frame.members
  const single = json.peek() === ''
  while (json.peek() !== '') {
    json.startItem()
    yield json.value(1)
  }
  return { members: single ? frame.members : new Map(), list: 'lines' }
}

/** An item as an object. @throws UnreadableFile `IOC_JSON_NOT_ROWS` */
export function toObject(item: JsonValue | undefined, rowNo: number): JsonObject {
  if (item instanceof Map) return item
  throw new UnreadableFile('IOC_JSON_NOT_ROWS', 422, { row: rowNo })
}
