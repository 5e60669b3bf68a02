import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a new hash costs: ASVS 5.0, appendix C. Kept hashes say their own cost, so it can be raised here. */
export const COST = { memoryKiB: 47_104, passes: 1, lanes: 1 } as const

/** Each hash takes that memory and a thread of the pool that files and names are read with too. */
const AT_ONCE = 2
const SALT_BYTES = 16
const TAG_BYTES = 32
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{10,90})\$([A-Za-z0-9+/]{20,90})$/

const takeTurn = createTurns(AT_ONCE)

/** The Argon2id hash of a text under a new salt, in PHC form. */
export async function hashOf(text: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derive(text, salt, COST, TAG_BYTES)
  const { memoryKiB, passes, lanes } = COST
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$${toBase64(salt)}$${toBase64(tag)}`
}

/** Does the text belong to this hash? False for what is no hash. */
export async function matches(text: string, phc: string): Promise<boolean> {
  const [, m, t, p, salt = '', hash = ''] = PHC.exec(phc) ?? []
  const wanted = Buffer.from(hash, 'base64')
  if (wanted.length === 0) return false
  const cost = { memoryKiB: Number(m), passes: Number(t), lanes: Number(p) }
  return timingSafeEqual(await derive(text, Buffer.from(salt, 'base64'), cost, wanted.length), wanted)
}

interface Cost {
  memoryKiB: number
  passes: number
  lanes: number
}

function derive(text: string, salt: Buffer, { memoryKiB, passes, lanes }: Cost, tagLength: number): Promise<Buffer> {
  const given: Argon2Parameters = {
    message: text,
    nonce: salt,
    parallelism: lanes,
    tagLength,
    memory: memoryKiB,
    passes,
  }
  return takeTurn(
    () =>
      new Promise((resolve, reject) => {
        argon2('argon2id', given, (error, tag) => (error ? reject(error) : resolve(tag)))
      }),
  )
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

function createTurns(size: number) {
  const waiting: (() => void)[] = []
  let free = size
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
