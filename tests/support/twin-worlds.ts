import { createHash } from 'node:crypto'
import { clockVisitor } from '../../src/areas/enrolment/index.ts'
import { randomId } from '../../src/platform/ids.ts'
import type { Visibility } from '../../src/reference/document-entry.ts'
import { registerPersons } from '../../src/startup/register-persons.ts'
import { holderOf, inventedIns, plainText, software } from './corrections-bench.ts'
import { doorOf } from './failing-door.ts'
import { childLine, type familyKit } from './family-kit.ts'
import { createHttpBrowser, type HttpBrowser } from './http-browser.ts'
import { noticePerson } from './notice-person.ts'

/** A child with a parent who looks in, and a doctor of the care team: one of two that are alike but for what is kept from them. */
export interface World {
  childNumber: number
  child: string
  spaceId: string
  mailAddress: string
  /** the parent's browser, signed in */
  browser: HttpBrowser
}

type Kit = ReturnType<typeof familyKit>

/** Everything is as open as by default. */
export const visible: Visibility = { hidden: false, withheld: false, hiddenFromRepresentatives: false }

const signedIn = async (kit: Kit, spaceId: string): Promise<HttpBrowser> => {
  const { carnet, origin } = kit.installation()
  const terms = carnet.credentials.termsAt(carnet.clock.now().toISOString())
  await carnet.credentials.acceptTerms(spaceId, terms.version)
  const { actor } = holderOf(spaceId)
  const browser = createHttpBrowser(origin)
  browser.setCookie('carnet-session', await carnet.identity.openSession({ actor, spaceId, authLevel: 'substantial' }))
  return browser
}

/** Ties a professional to a space, as its founding would have done. */
const tieUp = async (kit: Kit, spaceId: string, partyId: string): Promise<void> => {
  const door = await doorOf(kit.installation())
  const visit = { ...clockVisitor, space: { spaceId }, act: 'set-representatives' } as const
  await door.open(visit, (opened) => opened.addRelations([{ partyId, kind: 'care-team' }]))
}

/** Makes a world. `doctorId`: who is of the care team. */
export const makeWorld = async (kit: Kit, doctorId: string): Promise<World> => {
  const parent = await kit.someone()
  const childNumber = kit.newNumber()
  const mailAddress = `enfant-${childNumber}@example.org`
  const line = { ...childLine(childNumber, parent), email: mailAddress }
  const { carnet } = kit.installation()
  await registerPersons(carnet, [line])
  const child = await noticePerson(carnet, line.ins)
  await kit.families().openChildren(holderOf(parent.spaceId), parent.spaceId, { personIds: [child], stated: true })
  const spaceId = (await kit.register().findPerson(child))?.spaceId ?? ''
  await tieUp(kit, spaceId, doctorId)
  return { childNumber, child, spaceId, mailAddress, browser: await signedIn(kit, parent.spaceId) }
}

/** Deposits a text of an order in time; gives its id, and that of the set it came with. */
export const depositIn = async (
  kit: Kit,
  world: Pick<World, 'childNumber'>,
  given: { order: number; title: string; visibility: Visibility; replaces?: string; appends?: string },
): Promise<{ id: string; setId: string }> => {
  const { carnet } = kit.installation()
  const patient = inventedIns(world.childNumber)
  const uniqueId = `urn:uuid:${randomId()}`
  const createdAt = new Date(Date.UTC(2026, 1, 1, 0, given.order)).toISOString()
  const metadata = {
    ...plainText(carnet),
    createdAt,
    datedAt: createdAt,
    confidentiality: [],
    events: [],
    references: [],
    relatesTo: given.appends === undefined ? [] : [{ code: 'appends' as const, targetId: given.appends }],
    authors: [],
    uniqueId,
    title: given.title,
    visibility: given.visibility,
    sourcePatient: { identifiers: [patient] },
  }
  const content = { bytes: Buffer.from(`contenu ${given.title}`) }
  const { documents, submissionId } = await carnet.documents.submitDocuments(software, {
    patient,
    documents: [{ metadata, content, field: 'document' }],
    supersedes: given.replaces === undefined ? [] : [given.replaces],
    messageHash: createHash('sha256').update(uniqueId).digest(),
  })
  return { id: documents[0]?.id ?? '', setId: submissionId }
}

/** A text without what is random by nature: ids by the order in which they come, cursors, numbers, hashes, times of day. */
export const withoutChance = (text: string): string => {
  const ids = new Map<string, string>()
  const order = (id: string): string => {
    if (!ids.has(id)) ids.set(id, `id-${ids.size}`)
    return ids.get(id) ?? ''
  }
  return (
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, order)
      .replaceAll(/page=[\w-]+/g, 'page=cursor')
      .replaceAll(/2\s?80\s?05\s?75(?:\s?\d){8}/g, 'number')
      .replaceAll(/[0-9a-f]{32,}/g, 'hash')
      .replaceAll(/\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?|\d{1,2} h( \d{2})?/g, 'time')
      // a minute that ended between two lines of one passage
      .replaceAll('time – time', 'time')
  )
}
