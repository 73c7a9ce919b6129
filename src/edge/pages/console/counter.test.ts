import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readPdf, textOfPage } from '../../../../tests/support/read-pdf.ts'
import {
  anais,
  beginSession,
  dominique,
  gabin,
  malo,
  openStaffKit,
  type StaffKit,
} from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const system = 'urn:oid:1.2.250.1.213.1.4.10'
const eventsOf = async (ins: string) => {
  const { register } = kit.installation.carnet
  const person = await register.findPersonByIns({ system, value: ins })
  return register.listEvents(person?.id ?? '')
}
const own = { place: 'Mende', identityDocument: 'passport', givenBy: 'self' }
const parent = { givenBy: 'representative', representativeBirthDate: anais.birthDate }

const makeOlder = (id: string, minutes: number) =>
  kit.installation.database.owner.query({
    text: `update enrolment.mandate set used_at = used_at - make_interval(mins => $2) where id = $1`,
    values: [id, minutes],
  })

const idOf = (place: string): string => place.split('/').at(-1) ?? ''

test('before it is signed a mandate allows nothing; after its end neither', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const { location: place } = await at.post('/console/counter', { ...own, ...gabin })
  assert.match((await at.get(place)).text, /aujourd’hui seulement/)
  assert.equal((await at.post(`${place}/oppose`)).location, place)
  assert.equal((await at.post(`${place}/letter`)).location, place)
  await at.post(`${place}/sign`, { how: 'paper' })
  assert.match((await at.get(place)).text, /Que demande la personne/)
  await at.post(`${place}/end`)
  assert.equal((await at.post(`${place}/oppose`)).location, place)
  assert.match((await at.get(place)).text, /Terminé par l’agent.*Rien n’a été fait/)
  assert.deepEqual(
    (await eventsOf(gabin.ins)).map(({ kind }) => kind),
    ['noticed'],
  )
})

test('twenty minutes without an act end it; looking does not prolong it, staying does', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const place = await beginSession(at, gabin)
  await makeOlder(idOf(place), 19)
  await at.get(`${place}/open`)
  assert.match((await at.get(place)).text, /Que demande la personne/)
  await at.post(`${place}/keep`)
  await makeOlder(idOf(place), 19)
  assert.match((await at.get(place)).text, /Que demande la personne/)
  await makeOlder(idOf(place), 1)
  assert.match((await at.get(place)).text, /Terminé après 20 minutes/)
  for (const act of ['oppose', 'letter', 'message', 'keep'])
    assert.equal((await at.post(`${place}/${act}`)).location, place)
  assert.deepEqual(
    (await eventsOf(gabin.ins)).map(({ kind }) => kind),
    ['noticed'],
  )
})

test('the sweep ends what nobody came back to, at the moment at which it was over', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const place = await beginSession(at, gabin)
  await makeOlder(idOf(place), 45)
  assert.equal(await kit.installation.carnet.staffRooms.counter.sweep(), 1)
  const [row] = await kit.installation.database.owner.query<{ how: string; minutes: number }>({
    text: `select ended_how as how, extract(epoch from ended_at - used_at)::int / 60 as minutes from enrolment.mandate where id = $1`,
    values: [idOf(place)],
  })
  assert.deepEqual(row, { how: 'idle', minutes: 20 })
})

test('the next person ends the session before; another agent’s session is nobody else’s', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const first = await beginSession(at, gabin)
  await beginSession(at, anais)
  assert.match((await at.get(first)).text, /une autre personne est venue/)
  const other = await kit.as(['counter-agent'], 'paolo')
  assert.equal((await other.get(first)).location, '/console/counter?over=1')
  assert.equal((await other.post(`${first}/end`)).location, '/console/counter?over=1')
})

/** Gives somebody of the demonstration a phone number, as the insurer would. */
const knowPhone = async (person: { ins: string; birth: string; given: string }, phone: string): Promise<void> => {
  const head =
    'ins_system;ins;birth_family;birth_given;gender;birth_date;birth_place;phone;address_1;postal_code;city;scheme'
  const line = `${system};${person.ins};ROUVIÈRE;${person.given};M;${person.birth};48095;${phone};12 RUE DU SOUBEYRAN;48000;MENDE;general`
  const bytes = Buffer.from(`${head}\n${line}\n`)
  const read = async function* (from: number): AsyncGenerator<Buffer> {
    yield bytes.subarray(from)
  }
  const source = { name: 'phone.csv', sizeBytes: bytes.length, read }
  const { rejected } = await kit.installation.carnet.importPersons(source, { encoding: 'utf-8' })
  assert.equal(rejected, 0)
}

test('signed with a code to the mobile that the insurer knows; not to a landline', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const who = { ins: gabin.ins, birth: '1988-07-02', given: 'Gabin' }
  const { location: place } = await at.post('/console/counter', { ...own, ...gabin })
  await knowPhone(who, '0466123456')
  assert.doesNotMatch((await at.post(`${place}/sign-code`)).text, /••/)
  await knowPhone(who, '0612345678')
  assert.match((await at.post(`${place}/sign-code`)).text, /••/)
  const { sms } = kit.installation.settings
  assert.ok(sms?.kind === 'folder')
  const folder = sms.folder
  const [name = ''] = await readdir(folder)
  const [to, text = ''] = (await readFile(join(folder, name), 'utf8')).split('\n')
  assert.equal(to, '+33612345678')
  await at.post(`${place}/sign`, { how: 'code', code: /\d{6}/.exec(text)?.[0] ?? '' })
  assert.match((await at.get(place)).text, /Que demande la personne/)
  await at.post(`${place}/end`)
})

test('a refusal under a mandate: its number is in the event, and the proof says where', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const place = await beginSession(at, gabin)
  assert.match((await at.get(`${place}/oppose`)).body, /name="state" value="noticed"/)
  const earlier = await eventsOf(gabin.ins)
  await at.post(`${place}/oppose`, { state: 'legacy-opposed' })
  assert.deepEqual(await eventsOf(gabin.ins), earlier, 'not what was shown')
  await at.post(`${place}/oppose`, { state: 'noticed' })
  const event = (await eventsOf(gabin.ins)).at(-1)
  assert.deepEqual([event?.kind, event?.channel, event?.detail['mandate']], ['opposed', 'counter', idOf(place)])
  await at.post(`${place}/letter`)
  assert.equal((await eventsOf(gabin.ins)).at(-1)?.kind, 'code-issued')
  const proof = await at.get(`${place}/proof`)
  assert.match(textOfPage(readPdf(proof.bytes), 1), /Preuve de votre refus/)
  await at.post(`${place}/end`)
  assert.match((await at.get(place)).text, /Ce qui a été fait.*Refus ?, au guichet \(un agent\)/)
})

test('a letter with a code: the code is in the PDF and nowhere else', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const place = await beginSession(at, anais)
  const letter = await at.post(`${place}/letter`)
  assert.equal(letter.type, 'application/pdf')
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOfPage(readPdf(letter.bytes), 1))?.[0] ?? ''
  assert.notEqual(code, '')
  for (const path of [place, `${place}/open?still=1`]) assert.ok(!(await at.get(path)).body.includes(code))
  const event = (await eventsOf(anais.ins)).at(-1)
  assert.deepEqual([event?.kind, event?.detail], ['code-issued', { how: 'letter', mandate: idOf(place) }])
  for (let times = 0; times < 2; times += 1) await at.post(`${place}/letter`)
  assert.equal((await at.post(`${place}/letter`)).status, 429, 'three a day')
})

test('a child gives no mandate; a parent known to the insurer does; the space is not opened here', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const alone = await at.post('/console/counter', { ...own, ...malo })
  assert.equal(alone.status, 422)
  assert.match(alone.text, /Un enfant ne donne pas de mandat/)
  const stranger = await at.post('/console/counter', {
    ...own,
    ...malo,
    givenBy: 'representative',
    representativeBirthDate: '01/01/1990',
  })
  assert.match(stranger.text, /aucun représentant né ce jour-là/)
  const place = await beginSession(at, malo, parent)
  const page = await at.get(place)
  assert.match(page.text, /Un enfant|espace d’un enfant/)
  assert.doesNotMatch(page.text, /Ouvrir son espace/)
  assert.equal((await at.get(`${place}/open`)).location, place)
})

test('the next person lengthens nothing that twenty minutes had ended before', async () => {
  const at = await kit.as(['counter-agent'], 'next')
  const first = await beginSession(at, gabin)
  await makeOlder(idOf(first), 45)
  await beginSession(at, dominique)
  const [row] = await kit.installation.database.owner.query<{ how: string; minutes: number }>({
    text: `select ended_how as how, extract(epoch from ended_at - used_at)::int / 60 as minutes from enrolment.mandate where id = $1`,
    values: [idOf(first)],
  })
  assert.deepEqual(row, { how: 'idle', minutes: 20 })
})

test('the page says by which way the code goes, which is the way it takes, and stays with the task in hand', async () => {
  const at = await kit.as(['counter-agent'], 'ways')
  const place = await beginSession(at, malo, parent)
  const page = (await at.get(`${place}/new-code`)).text
  const child = await kit.installation.carnet.register.findPersonByIns({ system, value: malo.ins })
  assert.ok(child)
  const { contact } = await kit.installation.carnet.register.openPerson(child)
  assert.match(page, contact.email === undefined ? /Par (SMS|courrier)/ : /Par courriel, au contact connu/)
  if (contact.email !== undefined) assert.ok(!page.includes(contact.email), 'masked')
  await kit.installation.database.owner.query({
    text: `update enrolment.person set remarks = '{line-contact-shared}' where id = $1`,
    values: [child.id],
  })
  assert.match((await at.get(`${place}/new-code`)).text, /Par courrier, à l’adresse connue/)
  assert.equal((await at.post(`${place}/message`, { task: 'new-code' })).location, `${place}/new-code`)
})

test('what is missing at the start is said beside its field; the number of a document has none', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const nothing = await at.post('/console/counter', {})
  assert.equal(nothing.status, 422)
  const names = [...nothing.body.matchAll(/<input[^>]* name="([^"]+)"/g)].map(([, name]) => name)
  assert.deepEqual([...new Set(names)].toSorted(), [
    'birthDate',
    'given',
    'givenBy',
    'identityDocument',
    'ins',
    'place',
    'representativeBirthDate',
  ])
  const noDocument = await at.post('/console/counter', { ...own, ...anais, identityDocument: '' })
  assert.match(noDocument.text, /Choisissez la pièce/)
  const wrongKey = await at.post('/console/counter', { ...own, ...anais, ins: '291034809500173' })
  assert.match(wrongKey.text, /La clé du champ Numéro de sécurité sociale ne correspond pas/)
  assert.doesNotMatch(wrongKey.text, /champ ins\b/)
})

test('a way back that the person did not ask for is stopped with them, from a page that asks first', async () => {
  const { credentials, database, register } = kit.installation.carnet
  const spaceId = (await register.findPersonByIns({ system, value: dominique.ins }))?.spaceId ?? ''
  const at = await kit.as(['counter-agent'], 'rosa')
  const place = await beginSession(at, dominique)
  assert.equal((await at.get(`${place}/stop-recovery`)).location, place)
  await database.app.transaction((connection) => credentials.askRecovery(connection, spaceId))
  assert.match((await at.get(place)).text, /Arrêter une demande de nouvel accès/)
  assert.match((await at.get(`${place}/stop-recovery`)).text, /Arrêter la demande/)
  assert.equal((await at.post(`${place}/stop-recovery`)).location, place)
  assert.match((await at.get(place)).text, /Demande de nouvel accès arrêtée.*au guichet/)
  assert.equal(await credentials.recoveryOf(spaceId), undefined)
})
