import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../platform/problem.ts'
import { notListedLabel, refuseLabelled, refuseMinorsLabelled } from './not-listed.ts'

const normal = { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }
const patient = { system: 'urn:oid:1', value: '1' }

/** What becomes of two documents, the second with these labels; `minor`: whether the register says that the patient is one. */
const outcomeOf = async (
  refuse: typeof refuseLabelled,
  minor: boolean,
  ...labels: { system: string; code: string }[]
): Promise<string> => {
  const of = (field: string, confidentiality: typeof labels) => ({ field, metadata: { confidentiality } })
  const documents = [of('one', []), of('other', labels)]
  try {
    await refuse(async () => minor, { patient, documents })
    return 'taken'
  } catch (error) {
    assert.ok(error instanceof Problem)
    return `${error.reason} ${String(error.details['field'])}`
  }
}

test('a minor’s refusal holds by its label, whatever stands beside it; an adult has none, and the depositor is told so', async () => {
  const refused = 'act-not-to-be-listed other.securityLabel'
  for (const minor of [true, false]) {
    assert.equal(await outcomeOf(refuseLabelled, minor, normal), 'taken')
    assert.equal(await outcomeOf(refuseLabelled, minor, { ...notListedLabel, system: 'urn:other' }), 'taken')
  }
  assert.equal(await outcomeOf(refuseLabelled, true, notListedLabel), refused)
  assert.equal(await outcomeOf(refuseLabelled, true, normal, { ...notListedLabel }), refused)
  assert.equal(await outcomeOf(refuseLabelled, false, notListedLabel), 'label-of-minors-only other.securityLabel')
})

test('of an older record, which nobody sends again, an adult’s label is nothing', async () => {
  assert.equal(await outcomeOf(refuseMinorsLabelled, true, notListedLabel), 'act-not-to-be-listed other.securityLabel')
  assert.equal(await outcomeOf(refuseMinorsLabelled, false, notListedLabel), 'taken')
})
