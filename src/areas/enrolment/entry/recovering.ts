import { Problem } from '../../../platform/problem.ts'
import { personName } from '../../identity/index.ts'
import { codeParameters } from '../codes/parameters.ts'
import type { EntryParts } from './entry-parts.ts'
import type { Pass } from './passes.ts'
import { createRequestRecovery } from './request-code.ts'
import type { Recovering } from './types.ts'

type Way = Pass & { recovery: NonNullable<Pass['recovery']> }
type NewMeans = Parameters<EntryParts['credentials']['beginRecovery']>[2]

/** A pass that leads back and has left nothing to wait yet. */
const wayOf = async ({ passes }: EntryParts, secret: string): Promise<Way> => {
  const pass = await passes.get(secret)
  const { recovery } = pass
  if (recovery === undefined || recovery.effectiveAt !== undefined) throw new Problem('unauthenticated', 'entry-ended')
  return { ...pass, recovery }
}

const nameOn = async ({ register }: EntryParts, { personId }: Pass): Promise<string> => {
  const person = await register.findPerson(personId)
  if (person === undefined) throw new Problem('absent', 'holder-not-found')
  return personName((await register.openPerson(person)).traits)
}

const provedContact = ({ contact }: Pass): Pick<NewMeans, 'contact'> =>
  contact === undefined || contact === 'post' ? {} : { contact }

/** The code is used up, the means waits and the pass says so: one transaction, so that a crash leaves all of it or nothing. */
const leaveToWait = async (
  parts: EntryParts,
  { secret, pass }: { secret: string; pass: Way },
  means: NewMeans,
): Promise<void> => {
  const { spaceId, id } = pass.recovery
  await parts.database.transaction(async (connection) => {
    if (!(await parts.codes.use(connection, pass.personId, 'recovery'))) throw new Problem('conflict', 'recovery-over')
    const effectiveAt = await parts.credentials.beginRecovery(
      connection,
      { spaceId, id },
      { ...means, ...provedContact(pass) },
    )
    await parts.passes.change(secret, { recovery: { spaceId, id, effectiveAt } }, connection)
  })
}

const notRecognised = (): Problem => new Problem('incorrect', 'totp-not-recognised', { details: { field: 'code' } })

const createWaitingApp = (parts: EntryParts): Pick<Recovering, 'beginWaitingApp' | 'confirmWaitingApp'> => ({
  beginWaitingApp: async (secret) => {
    const pass = await wayOf(parts, secret)
    const setup = parts.credentials.draftTotp(await nameOn(parts, pass))
    const app = { secret: setup.secret, proved: false }
    await parts.passes.change(secret, { recovery: { ...pass.recovery, app } })
    return setup
  },
  confirmWaitingApp: async (secret, code) => {
    const pass = await wayOf(parts, secret)
    const { app } = pass.recovery
    await parts.attempts.require({ bucket: 'waiting-app', subject: pass.subject }, codeParameters.limits.perCode)
    if (app === undefined || parts.credentials.draftedStep(app.secret, code) === undefined) throw notRecognised()
    await parts.passes.change(secret, { recovery: { ...pass.recovery, app: { ...app, proved: true } } })
  },
})

/** Builds the way back. Law: security T10; decision 0014. */
export const createRecovering = (parts: EntryParts): Recovering => ({
  requestRecovery: createRequestRecovery(parts),
  offerWaitingPasskey: async (secret) => {
    const pass = await wayOf(parts, secret)
    return parts.credentials.draftPasskey(pass.recovery.spaceId, await nameOn(parts, pass))
  },
  keepWaitingPasskey: async (secret, response, name) => {
    const pass = await wayOf(parts, secret)
    const means = await parts.credentials.readDraftedPasskey(pass.recovery.spaceId, response, name)
    await leaveToWait(parts, { secret, pass }, means)
  },
  ...createWaitingApp(parts),
  keepWaitingPassword: async (secret, chosen) => {
    const pass = await wayOf(parts, secret)
    const { app, spaceId } = pass.recovery
    const totp = app?.proved === true ? { totp: app.secret } : {}
    // A password alone opens nothing (security T09): without a second factor of its own it would wait in vain.
    if (app?.proved !== true && provedContact(pass).contact === undefined)
      throw new Problem('conflict', 'second-factor-missing')
    const means = await parts.credentials.draftPassword(spaceId, chosen)
    await leaveToWait(parts, { secret, pass }, { ...means, ...totp })
  },
})
