import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { anais, malo, openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const system = 'urn:oid:1.2.250.1.213.1.4.10'
const parent = { givenBy: 'representative', representativeBirthDate: anais.birthDate }

const idOfPerson = async (ins: string): Promise<string> =>
  (await kit.installation.carnet.register.findPersonByIns({ system, value: ins }))?.id ?? ''

const run = (text: string, values: unknown[] = []) => kit.installation.database.owner.query({ text, values })

test('a tie alone is not enough: of a parent only while there is a child, of a guardian under protection, of a curator never', async () => {
  const at = await kit.as(['counter-agent'], 'rosa')
  const [child, mother] = [await idOfPerson(malo.ins), await idOfPerson(anais.ins)]
  const begin = () => at.post('/console/counter', { place: 'Mende', identityDocument: 'passport', ...malo, ...parent })
  const [born] = await kit.installation.database.owner.query<{ until: string }>({
    text: 'select minor_until::text as until from enrolment.person where id = $1',
    values: [child],
  })
  const tie = (kind: string) => run('update enrolment.representation set kind = $2 where person_id = $1', [child, kind])
  const stand = (minorUntil: string | null, isProtected: boolean) =>
    run('update enrolment.person set minor_until = $2, protected = $3 where id = $1', [child, minorUntil, isProtected])
  const refused = async (why: string): Promise<void> => {
    const answer = await begin()
    assert.equal(answer.status, 422, why)
    assert.match(answer.text, /aucun représentant né ce jour-là/)
  }
  try {
    await stand('2020-01-01', false)
    await refused('the mother of somebody who has come of age')
    await stand(null, true)
    await refused('the mother of a protected adult')
    await tie('curator')
    await refused('a curator assists')
    await tie('guardian')
    assert.equal((await begin()).status, 303, 'a guardian')
    await stand(null, false)
    await refused('a guardian whose measure is over')
    await stand(born?.until ?? null, false)
    await run(`update enrolment.person set state = 'deceased' where id = $1`, [mother])
    await refused('a representative who has died')
  } finally {
    await tie('parent')
    await stand(born?.until ?? null, false)
    await run(`update enrolment.person set state = 'noticed' where id = $1`, [mother])
  }
})
