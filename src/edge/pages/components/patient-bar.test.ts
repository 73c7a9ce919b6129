import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, professionalSession } from '../../../../tests/support/pages/fake-parts.ts'
import { professionalPages, startPages } from '../../../../tests/support/pages/start-pages.ts'

test('the patient is named as people write a name, whatever capitals the traits have', async () => {
  const ofPatient = professionalPages.filter((url) => url.startsWith('/pro/patients/'))
  assert.equal(ofPatient.length, 11)
  for (const url of ofPatient) {
    const { body } = await (await startPages(fakeParts(professionalSession()))).inject({ url })
    const bar = /<section class="patient-bar"[\s\S]*?<\/section>/.exec(body)?.[0] ?? ''
    assert.match(bar, />D<\/span><strong>Dominique PAT-TROIS<\/strong>/, url)
  }
})
