import type { Visitor } from '../../../../access/types.ts'
import type { Clock } from '../../../../platform/clock.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { isUuid, timeOrderedId } from '../../../../platform/ids.ts'
import { hasMember, readOwnJson } from '../../../../platform/own-json.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Executor } from '../../approvals/create-approvals.ts'
import type { Approvals } from '../../approvals/types.ts'
import type { Desk } from '../../staff/desk.ts'
import { deskParameters } from '../../desk/parameters.ts'
import type { RegisterKeys } from '../../register/person-seal.ts'
import type { AskedCorrection, Approved, CorrectionWish, Corrections, IdentityDesk } from '../types.ts'
import { approvalKinds as kinds } from '../rules.ts'
import { deleteRequests, insertRequest, selectRequests, type RequestRow } from './store.ts'

/** What demands for corrections are built from. */
export interface RequestParts {
  database: Database
  clock: Clock
  keys: Pick<RegisterKeys, 'registerSeal'>
  corrections: Corrections
  desk: Desk
}

/** What of a demand is sealed: the wish names persons by who they are, and the visitor is who asked. */
interface Asked {
  wish: CorrectionWish
  visitor: Visitor
}

const placeOf = (rowId: string) => ({ table: 'enrolment.correction_request', rowId, column: 'sealed', version: 1 })

const isAsked = (value: unknown): value is Asked => hasMember(value, 'wish')

const gone = (): Problem => new Problem('absent', 'approval-gone')

const openAsked = async ({ keys }: Pick<RequestParts, 'keys'>, { id, sealed }: RequestRow): Promise<Asked> =>
  readOwnJson((await keys.registerSeal()).openField(placeOf(id), sealed), isAsked)

const fulfil = async ({ corrections }: RequestParts, approved: Approved, wish: CorrectionWish): Promise<unknown> => {
  if (wish.kind === 'traits') return corrections.correctTraits(approved, wish)
  if (wish.kind === 'identifier') return corrections.replaceIdentifier(approved, wish)
  if (wish.kind === 'merge') return corrections.merge(approved, wish)
  if (wish.kind === 'split') return corrections.split(approved, wish)
  return corrections.undo(approved, wish.correctionId)
}

/** Whether the deed was done already: a crash came between it and the mark of its confirmation. */
const isDone = async ({ corrections }: RequestParts, id: string): Promise<boolean> => {
  try {
    await corrections.resume(id)
    return true
  } catch (error) {
    if (error instanceof Problem && error.reason === 'correction-unknown') return false
    throw error
  }
}

/** By kind of approval, what a confirmation of an identity's correction does: the correction has the demand's own id. */
export const identityExecutors = (parts: RequestParts): Readonly<Record<string, Executor>> => {
  const execute: Executor = async (confirmed, id) => {
    const [row] = await selectRequests(parts.database, [id])
    if (row === undefined) throw gone()
    if (await isDone(parts, id)) return
    const { wish, visitor } = await openAsked(parts, row)
    await fulfil(parts, { asked: visitor, confirmed, id }, wish)
  }
  return Object.fromEntries(Object.values(kinds).map((kind) => [kind, execute]))
}

const viewOf = async (parts: RequestParts, row: RequestRow): Promise<AskedCorrection> => {
  const { wish } = await openAsked(parts, row)
  const expiresAt = new Date(Date.parse(row.askedAt) + deskParameters.approvalDays * dayMs).toISOString()
  return { id: row.id, wish, askedBy: row.askedBy, askedAt: row.askedAt, expiresAt }
}

const dayMs = 86_400_000

const createAsk =
  (parts: RequestParts, approvals: Approvals): IdentityDesk['ask'] =>
  async (visitor, wish) => {
    const now = parts.clock.now()
    const id = timeOrderedId(now.getTime())
    const askedBy = await parts.desk.enter(visitor, 'identity-correct', { request: id, kind: wish.kind })
    await parts.corrections.check(visitor, wish)
    const asked: Asked = { wish, visitor }
    const sealed = (await parts.keys.registerSeal()).sealField(placeOf(id), Buffer.from(JSON.stringify(asked)))
    // A crash behind this line leaves a demand that nobody can confirm: the sweep takes it.
    await insertRequest(parts.database, { id, askedBy, askedAt: now.toISOString(), sealed })
    await approvals.ask(visitor, { id, kind: kinds[wish.kind], subjectId: id })
    return id
  }

/** Where identities are corrected by two, over the approvals of the house. Rules: IDN-1 to IDN-3. */
export const createIdentityDesk = (parts: RequestParts, approvals: Approvals): IdentityDesk => {
  const find: IdentityDesk['find'] = async (visitor, id) => {
    await approvals.find(visitor, id)
    const [row] = await selectRequests(parts.database, isUuid(id) ? [id] : [])
    if (row === undefined) throw gone()
    return viewOf(parts, row)
  }
  return {
    ask: createAsk(parts, approvals),
    find,
    list: async (visitor) => {
      const waiting = await approvals.list(visitor)
      const rows = await selectRequests(
        parts.database,
        waiting.map(({ subjectId }) => subjectId),
      )
      return Promise.all(rows.map((row) => viewOf(parts, row)))
    },
    confirm: async (visitor, id) => {
      const { wish } = await find(visitor, id)
      await approvals.confirm(visitor, id)
      return parts.corrections.find(wish.kind === 'undo' ? wish.correctionId : id)
    },
    sweep: () =>
      deleteRequests(
        parts.database,
        new Date(parts.clock.now().getTime() - deskParameters.approvalDays * dayMs).toISOString(),
      ),
  }
}
