import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  anais,
  dominique,
  gabin,
  malo,
  openCase,
  openStaffKit,
  type StaffKit,
} from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const personIdOf = async (ins: string): Promise<string> => {
  const { register } = kit.installation.carnet
  return (await register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins }))?.id ?? ''
}

const run = <T>(text: string, values: unknown[] = []) => kit.installation.database.owner.query<T>({ text, values })

const kindsOf = async (ins: string): Promise<string[]> => {
  const { register } = kit.installation.carnet
  const person = await register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins })
  return (await register.listEvents(person?.id ?? '')).map(({ kind }) => kind)
}

const eventsOf = async (ins: string) => kit.installation.carnet.register.listEvents(await personIdOf(ins))

test('by phone nobody refuses or closes for a child or a protected adult; in writing the operator does', async () => {
  const phone = await kit.as(['phone-agent'], 'no-mandate')
  const place = await openCase(phone, malo, 'post')
  assert.match((await phone.get(place)).text, /Orientez vers le guichet/)
  assert.doesNotMatch((await phone.get(place)).body, new RegExp(`href="${place}/oppose"`))
  for (const deed of ['oppose', 'close']) assert.equal((await phone.post(`${place}/${deed}`)).status, 403, deed)
  await run('update enrolment.person set protected = true where id = $1', [await personIdOf(anais.ins)])
  const other = await openCase(phone, anais)
  assert.equal((await phone.post(`${other}/oppose`)).status, 403)
  await run('update enrolment.person set protected = false where id = $1', [await personIdOf(anais.ins)])
  assert.ok(!(await kindsOf(malo.ins)).includes('opposed'))
  const written = await kit.as(['operator'], 'written')
  const letter = await openCase(written, malo, 'post')
  const form = await written.get(`${letter}/oppose`)
  assert.match(form.text, /Qui a signé \? .*Anaïs ROUVIÈRE \(parent\)/)
  const signer = /name="signer" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const today = /id="receivedOn"[^>]*value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const whole = { state: 'noticed', receivedOn: today, signer, signed: 'yes' }
  const wrongs = [
    [{ signer: '' }, /Choisissez la personne qui a signé/],
    [{ signer: 'self' }, /Choisissez la personne qui a signé/],
    [{ signer: await personIdOf(gabin.ins), signed: '' }, /porte sa signature/],
    [{ signer: await personIdOf(dominique.ins) }, /Choisissez la personne qui a signé/],
    [{ receivedOn: '31/02/2026' }, /Cette date n(&#39;|’|')est pas lisible/],
    [{ receivedOn: '01/01/2099' }, /trop tard : au plus tard le \d\d\/\d\d\/\d{4}/],
  ] as const
  for (const [wrong, says] of wrongs) {
    const answer = await written.post(`${letter}/oppose`, { ...whole, ...wrong })
    assert.equal(answer.status, 422)
    assert.match(answer.text, says)
  }
  assert.ok(!(await kindsOf(malo.ins)).includes('opposed'))
  assert.equal((await written.post(`${letter}/oppose`, whole)).location, letter)
  const [event] = (await eventsOf(malo.ins)).filter(({ kind }) => kind === 'opposed')
  assert.deepEqual([event?.channel, event?.detail['representative']], ['post', signer])
})

/** Writes a decision into the register as it would stand there, `days` ago. */
const writeDecision = async (ins: string, kind: string, about: { channel: string; days: number; detail?: object }) => {
  const [row] = await run<{ id: string }>(
    `insert into enrolment.event (person_id, id, at, kind, channel, by_kind, by_id, detail)
      values ($1, gen_random_uuid(), now() - $2 * interval '1 day', $3, $4, 'staff', 'rosa', $5) returning id`,
    [await personIdOf(ins), about.days, kind, about.channel, JSON.stringify(about.detail ?? {})],
  )
  return row?.id ?? ''
}

const dayBefore = (days: number): Temporal.PlainDate => Temporal.Now.plainDateISO('Europe/Paris').subtract({ days })
const typed = (day: Temporal.PlainDate): string => day.toString().split('-').toReversed().join('/')
const lineOf = (body: string, id: string): string =>
  body
    .split('<tr')
    .find((row) => row.includes(id))
    ?.replaceAll(/<[^>]+>/g, ' ') ?? ''

test('the register says when each decision came and took effect, what came late, what was taken back and what time did', async () => {
  const late = await writeDecision(dominique.ins, 'closed', {
    channel: 'post',
    days: 3,
    detail: { receivedOn: dayBefore(5).toString() },
  })
  await writeDecision(dominique.ins, 'reopened', { channel: 'online', days: 2 })
  const same = await writeDecision(dominique.ins, 'closed', {
    channel: 'post',
    days: 0,
    detail: { receivedOn: dayBefore(0).toString() },
  })
  const old = await writeDecision(dominique.ins, 'closed', {
    channel: 'post',
    days: 40,
    detail: { receivedOn: dayBefore(41).toString() },
  })
  const clock = await writeDecision(gabin.ins, 'closed', { channel: 'clock', days: 1 })
  const at = await kit.as(['operator'], 'alarms')
  const today = await at.get('/console')
  assert.match(today.text, /1 refus ou clôture a pris effet après le jour de réception/)
  const link = /href="(\/console\/refusals[^"]*late=1[^"]*)"/.exec(today.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const form = await at.get(link)
  assert.match(form.body, /name="late" value="1" checked/)
  assert.ok(!form.body.includes(late), 'nobody looks before they say why')
  const only = await at.get(`${link}&reason=control`)
  assert.ok(only.body.includes(late) && ![same, old, clock].some((id) => only.body.includes(id)))
  const from = encodeURIComponent(typed(dayBefore(50)))
  const { body } = await at.get(`/console/refusals?reason=control&from=${from}`)
  assert.match(lineOf(body, late), /Effet tardif[\s\S]*Annulé le/)
  assert.match(lineOf(body, old), /Effet tardif/)
  assert.doesNotMatch(lineOf(body, same), /Effet tardif|Annulé/)
  assert.match(lineOf(body, clock), /À la date prévue\s*$/)
  const linked = [...body.matchAll(/\/console\/refusals\/[^/"]+\/([0-9a-f-]{36})/g)].map(([, id = '']) => id)
  assert.deepEqual(
    [late, same, clock].map((id) => linked.includes(id)),
    [false, true, false],
  )
  for (const id of linked) {
    const address = new RegExp(`href="(/console/refusals/[^/"]+/${id}[^"]*)"`).exec(body)?.[1] ?? ''
    assert.equal((await at.get(address)).type, 'application/pdf', id)
  }
  const reviewer = await kit.as(['phone-agent'], 'no-link')
  assert.doesNotMatch((await reviewer.get('/console')).body, /late=1/)
})

test('a death that was told before today and has frozen nothing is an alarm', async () => {
  await run(
    `insert into platform.outbox (space_id, id, kind, created_at, due_at)
      values (gen_random_uuid(), gen_random_uuid(), 'person-died', now() - interval '2 days', now() + interval '1 hour')`,
  )
  const at = await kit.as(['operator'], 'deaths')
  assert.match((await at.get('/console')).text, /1 décès annoncé avant ce jour n’a encore rien gelé/)
})

test('a cursor that is none is the first page of the register, never a fault', async () => {
  const at = await kit.as(['operator'], 'cursor')
  const id = await personIdOf(anais.ins)
  for (const day of ['01/01/0000', '31/12/9999'])
    assert.notEqual((await at.get(`/console/refusals?reason=control&from=01/01/0000&to=${day}`)).status, 500, day)
  for (const cursor of [
    `1|${id}`,
    `2026|${id}`,
    `2026-13-45T00:00:00Z|${id}`,
    `2026-02-31T00:00:00Z|${id}`,
    `x|${id}`,
    '|',
  ])
    assert.equal(
      (await at.get(`/console/refusals?reason=control&after=${encodeURIComponent(cursor)}`)).status,
      200,
      cursor,
    )
})
