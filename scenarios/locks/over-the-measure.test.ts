import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createAccessTokens, type AccessTokens } from '../../src/edge/oauth/access-tokens.ts'
import { randomId } from '../../src/platform/ids.ts'
import { holderOf, plainText } from '../../tests/support/corrections-bench.ts'
import { doorOf } from '../../tests/support/failing-door.ts'
import { familyKit } from '../../tests/support/family-kit.ts'
import { depositIn, makeWorld, visible, withoutChance } from '../../tests/support/twin-worlds.ts'

// Right: A13 and A20 of security.md §3.5. Whoever has met too many people for a day hears so of what they could otherwise read, and of
// nothing else: an id that is kept from them answers as one that is nowhere, by every way of asking.

const kit = familyKit()
const doctorId = '810000001015'
const appId = 'tension'
let tokens: AccessTokens
before(async () => {
  await kit.open()
  const { carnet, origin } = kit.installation()
  const seed = await carnet.keys.systemKey('token-signing')
  tokens = await createAccessTokens({ publicUrl: new URL(origin), seed, clock: carnet.clock })
  const hold = { text: 'insert into access.hold (party_id) values ($1), ($2)', values: [doctorId, appId] }
  await kit.installation().database.owner.query(hold)
})
after(kit.close)

const consentIn = async (spaceId: string): Promise<string> => {
  const typeCodes = [plainText(kit.installation().carnet).type.code]
  const given = { id: randomId(), evidence: 'online', typeCodes, documentIds: [] } as const
  const row = { ...given, partyId: appId, sharedBy: null, until: '2099-01-01T00:00:00.000Z' }
  const door = await doorOf(kit.installation())
  const visit = { ...holderOf(spaceId), space: { spaceId }, act: 'give-permission', partyId: appId } as const
  await door.open(visit, (opened) => opened.addPermissions([row]))
  const actor = { kind: 'app', id: appId, name: 'Carnet de tension', consentId: given.id } as const
  return tokens.mint(actor)
}

const ways: Readonly<Record<string, (id: string, set: string) => string>> = {
  read: (id) => `/DocumentReference/${id}`,
  bytes: (id) => `/Binary/${id}`,
  'by its id': (id) => `/DocumentReference?_id=${id}`,
  'its set': (_, set) => `/List/${set}`,
}

const heard = async (bearer: string, address: string, asked: string): Promise<string> => {
  const headers = { authorization: `Bearer ${bearer}` }
  const answer = await fetch(`${kit.installation().fhir}${address}`, { headers })
  return `${answer.status} ${withoutChance((await answer.text()).replaceAll(asked, 'asked'))}`
}

/** The care team's doctor in a child's space; an app in a grown-up's: it enters no child's. */
const visitors = {
  professional: async () => ({
    ...(await makeWorld(kit, doctorId)),
    bearer: await kit.installation().token('dr-moreau'),
  }),
  app: async () => {
    const { n, spaceId } = await kit.someone()
    return { childNumber: n, spaceId, bearer: await consentIn(spaceId) }
  },
} as const

const hearsOfItsMeasure = async (enter: (typeof visitors)[keyof typeof visitors]): Promise<void> => {
  const { bearer, ...world } = await enter()
  const hidden = { ...visible, hidden: true }
  const seen = await depositIn(kit, world, { order: 1, title: 'Visible', visibility: visible })
  const kept = await depositIn(kit, world, { order: 2, title: 'À taire', visibility: hidden })
  for (const [way, address] of Object.entries(ways)) {
    const [nowhere, nowhereSet] = [randomId(), randomId()]
    const of = (id: string, set: string) => heard(bearer, address(id, set), way === 'its set' ? set : id)
    assert.equal(await of(kept.id, kept.setId), await of(nowhere, nowhereSet), way)
  }
  for (const way of ['read', 'bytes', 'by its id'] as const)
    assert.match(await heard(bearer, ways[way]?.(seen.id, '') ?? '', seen.id), /^429 .*too-many-persons/s, way)
  const list = `/DocumentReference?patient=Patient/${world.spaceId}&status=current`
  assert.match(await heard(bearer, list, world.spaceId), /^429 /)
}

const says = 'what is kept is as what is nowhere; only of what could be read is the measure told'
test(`a held professional: ${says}`, () => hearsOfItsMeasure(visitors.professional))
test(`a held app: ${says}`, () => hearsOfItsMeasure(visitors.app))
