import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
let carnet: Installation
before(async () => { carnet = await openInstallation() })
after(() => carnet.close())
test('probe', async () => {
  const token = await carnet.token('dominique')
  const answer = await fetch(`${carnet.fhir}/DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989&status=current`, { headers: { authorization: `Bearer ${token}` } })
  console.log(JSON.stringify((JSON.parse(await answer.text())).entry[2], null, 1))
  for (const who of ['dr-petit']) {
    const t = await carnet.token(who)
    const a = await fetch(`${carnet.fhir}/DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989&status=current`, { headers: { authorization: `Bearer ${t}` } })
    console.log(a.status, await a.text(), [...a.headers])
  }
})
