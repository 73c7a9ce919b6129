import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { skipWithoutCorpus } from '../../tests/support/corpus.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from './support/caller.ts'
import { checkAnswer, checkFollowing, findEverything, type Earlier } from './support/check-mhd-case.ts'
import { emptyStore } from './support/empty-store.ts'
import { mhdCases, requestOf, type MhdCase } from './support/mhd-case.ts'
import { countStored } from './support/stored-things.ts'

const cases = skipWithoutCorpus('mhd-cases')

let carnet: Installation
before(async () => {
  if (cases.skip === false) carnet = await openInstallation({ examples: false })
})
after(() => carnet?.close())

const send = (call: Caller, { method, path, contentType }: MhdCase, body: string): Promise<Answer> =>
  call('hospital', path, { method, contentType, body })

/** Runs the case that another one follows on, and says which document it left. */
const runEarlier = async (call: Caller, id: string | undefined): Promise<Earlier> => {
  if (id === undefined) return { id: '', url: '' }
  const earlier = mhdCases.find((one) => one.id === id)
  assert.ok(earlier, `case ${id}`)
  assert.equal((await send(call, earlier, requestOf(earlier))).status, 200)
  const { body } = await findEverything(call)
  const document = at(body, 'entry.0.resource')
  return { id: String(at(document, 'id')), url: String(at(document, 'content.0.attachment.url')) }
}

for (const one of mhdCases) {
  test(`${one.id}: ${one.title}`, cases, async () => {
    await emptyStore(carnet)
    const call = createCaller(carnet)
    const earlier = await runEarlier(call, one.after)
    const request = requestOf(one).replaceAll(
      '{DocumentReference of the previous case}',
      `DocumentReference/${earlier.id}`,
    )
    assert.doesNotMatch(request.replaceAll(/"data": ?"[^"]*"/g, ''), /\{[A-Z][\w ]+\}/, 'every placeholder is filled')
    const [found, stored] = await Promise.all([findEverything(call), countStored(carnet)])
    const answer = await send(call, one, request)
    checkAnswer(one, request, answer)
    if (answer.status >= 400) {
      assert.equal(at((await findEverything(call)).body, 'total'), at(found.body, 'total'))
      assert.deepEqual(await countStored(carnet), stored, 'nothing is left behind')
    }
    await checkFollowing(call, one.expect.following ?? [], earlier)
  })
}

test('the corpus has thirty-one cases', cases, (context) => {
  assert.equal(mhdCases.length, 31)
  assert.equal(mhdCases.filter(({ expect }) => expect.following).length, 7, 'seven of them say what comes next')
  context.diagnostic(`${mhdCases.length} cases of the corpus answered as their oracle states`)
})
