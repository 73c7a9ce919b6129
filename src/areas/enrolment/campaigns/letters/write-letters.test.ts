import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineOf, nth, openCampaignKit, paperPress } from '../../../../../tests/support/campaign-kit.ts'
import { createDurableFolder } from '../../../../platform/durable-file.ts'
import { Problem } from '../../../../platform/problem.ts'
import { momentOf } from '../campaign-parts.ts'
import { createParameters } from '../../../../reference/create-parameters.ts'
import { writeLetters } from './write-letters.ts'

test('a letter whose code was not made is not written with any other', async () => {
  const kit = await openCampaignKit()
  await kit.importLines([lineOf(1)])
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: nth(1) })
  assert.ok(person)
  const parts = {
    codes: { ...kit.codes, issue: async () => [] },
    press: paperPress,
    files: createDurableFolder(kit.folder),
    clock: kit.clock,
    texts: kit.textVersions,
  }
  const letter = {
    kind: 'new-code',
    personId: person.id,
    lines: ['Léa'],
    lang: 'fr',
    sender: 'general',
    personName: 'Léa',
  } as const
  const file = { name: 'waiting-test', form: 'data', campaignId: null, waveN: null } as const
  const moment = momentOf({ clock: kit.clock, parameters: createParameters() })
  const writing = kit.database.app.transaction((connection) =>
    writeLetters(parts, connection, { out: [letter], file, moment }),
  )
  await assert.rejects(writing, (error) => error instanceof Problem && error.kind === 'fault')
})
