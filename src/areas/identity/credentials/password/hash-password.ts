import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { CredentialParameters } from '../parameters.ts'
import type { CredentialKeys } from '../types.ts'

type Argon2 = CredentialParameters['password']['argon2']

/** A stored hash taken apart: how it was made, and what came out. */
interface Parsed {
  made: Pick<Argon2, 'memoryKiB' | 'passes' | 'parallelism'>
  salt: Buffer
  tag: Buffer
}

/** Makes and checks password hashes: argon2id with the holder's salt and a pepper that a copy of the database lacks. */
export interface PasswordHash {
  /** The hash of a password with today's parameters; `like` gives its salt, so that one holder's hashes are compared cheaply. */
  make(password: string, like?: string): Promise<string>
  /** Whether a password is the one of a hash; for `undefined` the same work is done and the answer is no. */
  matches(password: string, stored: string | undefined): Promise<boolean>
  /** Whether a hash was made with today's parameters. */
  isCurrent(stored: string): boolean
}

const compute = promisify(argon2)
const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
const shape = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const parse = (stored: string): Parsed => {
  const [, memory, passes, parallelism, salt, tag] = shape.exec(stored) ?? []
  if (salt === undefined || tag === undefined) throw new TypeError('a stored password hash has another shape')
  return {
    made: { memoryKiB: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

const prefix = ({ memoryKiB, passes, parallelism }: Parsed['made']): string =>
  `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$`

/** Password hashes with the parameters of data/identity/credentials.json. Spec: RFC 9106, PHC string format. */
export const createPasswordHash = (keys: Pick<CredentialKeys, 'systemKey'>, argon: Argon2): PasswordHash => {
  const derive = async (password: string, { made, salt }: Omit<Parsed, 'tag'>, tagBytes: number): Promise<string> => {
    const tag = await compute('argon2id', {
      message: password,
      nonce: salt,
      memory: made.memoryKiB,
      passes: made.passes,
      parallelism: made.parallelism,
      tagLength: tagBytes,
      secret: await keys.systemKey('password'),
    })
    return `${prefix(made)}${base64(salt)}$${base64(tag)}`
  }
  const remake = (password: string, like: string): Promise<string> => {
    const { tag, ...how } = parse(like)
    return derive(password, how, tag.length)
  }
  // What nobody's password gives: a random tag. Trust: an unknown login must cost what a known one costs.
  const nobody = `${prefix(argon)}${base64(randomBytes(argon.saltBytes))}$${base64(randomBytes(argon.tagBytes))}`
  return {
    make: (password, like) => {
      const salt = like === undefined ? randomBytes(argon.saltBytes) : parse(like).salt
      return derive(password, { made: argon, salt }, argon.tagBytes)
    },
    matches: async (password, stored) => {
      const found = parse(await remake(password, stored ?? nobody)).tag
      const wanted = parse(stored ?? nobody).tag
      return timingSafeEqual(found, wanted) && stored !== undefined
    },
    isCurrent: (stored) => stored.startsWith(prefix(argon)) && parse(stored).tag.length === argon.tagBytes,
  }
}
