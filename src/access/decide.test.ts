import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { documentCases, domains, outerCount, outerFacts } from '../../tests/support/decision-space.ts'
import { createReasons } from '../reference/create-reasons.ts'
import { decide, isBarred } from './decide.ts'
import type { Decision, DecisionInput, DocumentState, Reason, RefusalReason } from './decision.ts'
import { isLifeAct } from './life.ts'
import { hidesExistence, publicReason } from './public-reason.ts'

const inputs: fc.Arbitrary<DecisionInput> = fc
  .record({ number: fc.nat(outerCount - 1), document: fc.constantFrom(...documentCases) })
  .map(({ number, document }) => {
    const facts = outerFacts(number)
    return { ...facts, authLevel: facts.auth, document: document.state }
  })

const given = (input: DecisionInput): DocumentState | undefined =>
  input.document === 'unknown' ? undefined : input.document
const withDocument = (input: DecisionInput, change: Partial<DocumentState>): DecisionInput => {
  const document = given(input)
  return document ? { ...input, document: { ...document, ...change } } : input
}
const permits = (input: DecisionInput): boolean => decide(input).effect === 'permit'
const holds = (property: (input: DecisionInput) => boolean): void =>
  fc.assert(fc.property(inputs, property), { numRuns: 20_000 })

/** Never widens: where the changed world permits, the first one permitted too. */
const neverWidens = (change: (input: DecisionInput) => DecisionInput): void =>
  holds((input) => !permits(change(input)) || permits(input))

const everyDecision = (() => {
  const seen = new Map<Decision, DecisionInput>()
  for (let number = 0; number < outerCount; number += 1) {
    const facts = outerFacts(number)
    for (const { state } of documentCases.slice(0, 40)) {
      const input = { ...facts, authLevel: facts.auth, document: state }
      const decision = decide(input)
      if (!seen.has(decision)) seen.set(decision, input)
    }
  }
  return seen
})()

test('A1: the same facts give the same decision, which nobody can change', () => {
  holds((input) => decide(input) === decide(structuredClone(input)) && Object.isFrozen(decide(input)))
})

test('A2: without a proof of identity, a tie or a deposit nothing is permitted', () => {
  holds((input) => !permits({ ...input, authLevel: 'none' }))
  holds((input) => !permits({ ...input, actor: 'professional', relation: 'none' }) || input.act === 'deposit-document')
})

test('whoever is barred from an act is refused it in every space, and who deposits by right is not barred', () => {
  holds((input) => !isBarred(input) || !permits(input))
  for (const actor of ['professional', 'software', 'holder', 'staff', 'system'] as const)
    assert.equal(
      isBarred({ act: 'deposit-document', actor, authLevel: 'substantial' }),
      actor !== 'professional' && actor !== 'software',
      actor,
    )
  assert.equal(isBarred({ act: 'deposit-document', actor: 'professional', authLevel: 'low' }), true)
})

test('neither a program nor our staff does anything inside a space, nor a professional anything to it as a whole', () => {
  holds((input) => isLifeAct(input.act) || !permits({ ...input, actor: 'system' }))
  holds((input) => isLifeAct(input.act) || !permits({ ...input, actor: 'staff' }))
  holds((input) => !isLifeAct(input.act) || !permits({ ...input, actor: 'professional' }))
  holds((input) => !isLifeAct(input.act) || !permits({ ...input, actor: 'software' }))
})

test('A3: every decision is written in the journal', () => {
  for (const decision of everyDecision.keys()) assert.ok(decision.obligations.includes('journal'))
})

test('A4: a weaker sign-in never opens more', () => {
  domains.auth.slice(0, -1).forEach((weaker, index) => {
    holds(
      (input) =>
        !permits({ ...input, authLevel: weaker }) ||
        permits({ ...input, authLevel: domains.auth[index + 1] ?? 'high' }),
    )
  })
})

test('A5: a block, a mask, a withholding or a closure never opens more', () => {
  for (const blocked of ['person', 'facility', 'everybody'] as const) {
    holds((input) => !permits({ ...input, blocked }) || permits({ ...input, blocked: 'no' }))
  }
  for (const flag of ['hidden', 'withheld', 'hiddenFromRepresentatives'] as const) {
    const set = (input: DecisionInput, on: boolean) => {
      const visibility = given(input)?.visibility
      return visibility ? withDocument(input, { visibility: { ...visibility, [flag]: on } }) : input
    }
    holds((input) => !permits(set(input, true)) || permits(set(input, false)))
  }
  for (const space of ['waiting', 'suspended', 'closed', 'none'] as const) {
    holds((input) => isLifeAct(input.act) || !permits({ ...input, space }) || permits({ ...input, space: 'open' }))
  }
  neverWidens((input) => ({ ...input, policyIntact: false }))
  neverWidens((input) => ({ ...input, treatingDoctorSeesHidden: false }))
  neverWidens((input) => withDocument(input, { status: 'entered-in-error' }))
})

test('A6: a closer tie never opens less', () => {
  domains.relation.slice(0, -1).forEach((looser, index) => {
    const closer = domains.relation[index + 1] ?? 'treating-doctor'
    holds((input) => !permits({ ...input, relation: looser }) || permits({ ...input, relation: closer }))
  })
})

test('A7: an absent cell of the matrix says no, as a cell that denies', () => {
  holds((input) => decide({ ...input, matrix: 'absent' }) === decide({ ...input, matrix: 'deny' }))
})

test('A10: nothing inside a closed, suspended or unknown space, but the copy of what is still the holder’s', () => {
  const inside = (input: DecisionInput) => !isLifeAct(input.act) && input.act !== 'copy-space'
  holds((input) => !inside(input) || !permits({ ...input, space: 'closed' }))
  holds((input) => !inside(input) || !permits({ ...input, space: 'suspended' }))
  holds((input) => isLifeAct(input.act) || input.act === 'deposit-document' || !permits({ ...input, space: 'waiting' }))
  holds((input) => !permits({ ...input, space: 'none' }))
  holds((input) => !permits({ ...input, policyIntact: false }))
})

test('A14: what a visitor may not see, and what is not there, are told in the same words', () => {
  holds((input) => {
    const decision = decide(input)
    const absent = decide({ ...input, document: 'unknown' })
    if (given(input) === undefined || decision.effect === 'permit' || absent.effect === 'permit') return true
    if (decision.reason === 'not-the-author') return permits({ ...input, act: 'read-document' })
    return publicReason(decision.reason, input) === publicReason(absent.reason, input)
  })
})

test('A14: a stranger, a blocked professional, a closed and an unknown space are told in the same words', () => {
  holds((drawn) => {
    const input: DecisionInput = { ...drawn, actor: 'professional', policyIntact: true }
    if (isLifeAct(input.act)) return true
    const words = [
      { ...input, space: 'none' as const },
      { ...input, space: 'closed' as const },
      { ...input, space: 'suspended' as const },
      { ...input, space: 'waiting' as const },
      { ...input, space: 'open' as const, relation: 'none' as const },
      { ...input, space: 'open' as const, relation: 'none' as const, blocked: 'person' as const },
      { ...input, space: 'open' as const, relation: 'treating-doctor' as const, blocked: 'everybody' as const },
    ]
      .map(decide)
      .flatMap((decision) => (decision.effect === 'refuse' ? [publicReason(decision.reason, input)] : []))
    return new Set(words).size === 1
  })
})

test('A17: an author reads what they deposited, blocked or hidden', () => {
  holds((input) => {
    const document = given(input)
    if (document === undefined || input.relation === 'none') return true
    const own: DecisionInput = {
      ...input,
      act: 'read-document',
      actor: 'professional',
      authLevel: 'substantial',
      space: 'open',
      policyIntact: true,
      document: { ...document, status: 'current', isAuthor: true },
    }
    return decide(own).reason === 'own-deposit' && permits(own)
  })
})

test('A18: facts that do not concern a visitor change nothing', () => {
  holds((input) => {
    const holder: DecisionInput = { ...input, actor: 'holder' }
    return (
      decide(holder) ===
      decide({ ...holder, relation: 'none', blocked: 'no', matrix: 'allow', treatingDoctorSeesHidden: false })
    )
  })
  holds((input) => input.actor === 'holder' || decide(input) === decide({ ...input, ownSpace: !input.ownSpace }))
  holds((input) => decide(input) === decide(withDocument(input, { archived: !given(input)?.archived })))
  holds(
    (input) =>
      input.act.endsWith('-document') ||
      input.act === 'copy-space' ||
      decide(input) === decide({ ...input, document: undefined }),
  )
})

test('A19: a visitor may come and look for a document exactly when one could be open to them', () => {
  for (let number = 0; number < outerCount; number += 1) {
    const facts = outerFacts(number)
    const input: DecisionInput = { ...facts, authLevel: facts.auth, document: undefined }
    if (facts.matrix !== 'allow') continue
    // an author is tied to the space by their deposit: authorship without any tie does not occur
    const possible = documentCases.filter(
      ({ words }) => words['isAuthor'] !== true || facts.relation !== 'none' || facts.actor === 'software',
    )
    const some = possible.some(
      ({ state }) => state !== undefined && state !== 'unknown' && permits({ ...input, document: state }),
    )
    assert.equal(permits(input), some, JSON.stringify(facts))
  }
})

test('A22: every reason occurs and has its sentences, and what is told has too', () => {
  const reasons = createReasons()
  const occurring = new Set<Reason>(Array.from(everyDecision.keys(), ({ reason }) => reason))
  assert.equal(occurring.size, 34)
  for (const [decision, input] of everyDecision) {
    assert.ok(reasons.all.has(decision.reason), decision.reason)
    if (decision.effect === 'refuse') assert.ok(reasons.all.has(publicReason(decision.reason, input).reason))
  }
})

test('A refusal told as it is owes no secrecy, any other hides what it would betray', () => {
  for (const decision of everyDecision.keys()) {
    const hidden = decision.effect === 'refuse' && hidesExistence(decision.reason)
    assert.equal(decision.obligations.includes('hide-existence'), hidden)
  }
})

test('a damaged space is owned up to only to its holder and to depositors', () => {
  const told = (reason: RefusalReason, actor: DecisionInput['actor'], act: DecisionInput['act']) =>
    publicReason(reason, { actor, act }).reason
  assert.equal(told('policy-damaged', 'holder', 'list-documents'), 'space-damaged')
  assert.equal(told('policy-damaged', 'software', 'deposit-document'), 'space-damaged')
  assert.equal(told('policy-damaged', 'professional', 'list-documents'), 'not-open-to-you')
  assert.equal(told('policy-damaged', 'professional', 'read-document'), 'document-not-open')
})
