import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsEverywhere, type Changes } from '../../tests/support/decision-proof.ts'
import { domains, inputOf, type FactName } from '../../tests/support/decision-space.ts'
import { walkWorlds, type Word } from '../../tests/support/decision-walk.ts'
import { createReasons } from '../reference/create-reasons.ts'
import { decide, isBarred } from './decide.ts'
import type { ActorKind, Decision, DecisionInput, DocumentState, Reason, RefusalReason } from './decision.ts'
import { isLifeAct } from './life.ts'
import { hidesExistence, publicReason } from './public-reason.ts'

const permits = (input: DecisionInput): boolean => decide(input).effect === 'permit'
const given = ({ document }: DecisionInput): DocumentState | undefined =>
  typeof document === 'object' ? document : undefined

/** Where the changed world permits, the first one permitted too. */
const neverWidens = (changes: Changes, except: (input: DecisionInput) => boolean = () => false): void =>
  holdsEverywhere((world) => !permits(world(changes)) || permits(world()) || except(world()))

const everyDecision = (() => {
  const seen = new Map<Decision, Pick<DecisionInput, 'act' | 'actor'>>()
  walkWorlds(
    domains,
    (ask) => {
      const input = inputOf(ask)
      return { decision: decide(input), act: input.act, actor: input.actor }
    },
    ({ decision, ...visit }) => {
      if (!seen.has(decision)) seen.set(decision, visit)
    },
  )
  return seen
})()

const feeds = ({ act }: DecisionInput): boolean =>
  ['deposit-document', 'answer-request', 'add-measurements'].includes(act)
const keeps = ({ act }: DecisionInput): boolean => /^(keep-from|show-to)-representatives$/.test(act)
const opensEmergency = ({ act }: DecisionInput): boolean => act === 'open-emergency' || act === 'open-dispatch'

test('A1: the same facts give the same decision, which nobody can change', () => {
  holdsEverywhere((world) => decide(world()) === decide(world()) && Object.isFrozen(decide(world())))
})

test('A2: without a proof of identity nothing; without a tie, an emergency or a way to be let in a professional only feeds', () => {
  holdsEverywhere((world) => !permits(world({ authLevel: 'none' })))
  holdsEverywhere((world) => {
    const input = world({ actor: 'professional', relation: 'none', emergency: 'none' })
    const letsIn = input.act === 'record-consent' || input.act === 'enter-share-code'
    return feeds(input) || letsIn || opensEmergency(input) || !permits(input)
  })
})

test('whoever is barred from an act is refused it in every space, and who deposits by right is not barred', () => {
  holdsEverywhere((world) => !isBarred(world()) || !permits(world()))
  for (const actor of domains.actor)
    assert.equal(
      isBarred({ act: 'deposit-document', actor, authLevel: 'substantial' }),
      !['holder', 'representative', 'professional', 'software'].includes(actor),
      actor,
    )
  assert.equal(isBarred({ act: 'deposit-document', actor: 'professional', authLevel: 'low' }), true)
})

test('A3: every decision is written in the journal', () => {
  for (const decision of everyDecision.keys()) assert.ok(decision.obligations.includes('journal'))
})

test('A4: a weaker sign-in never opens more', () => {
  domains.authLevel.slice(0, -1).forEach((weaker, index) => {
    const stronger = domains.authLevel[index + 1] ?? 'high'
    holdsEverywhere((world) => !permits(world({ authLevel: weaker })) || permits(world({ authLevel: stronger })))
  })
})

test('A5: a block, an opposition, a mask, an end, a spent budget or a closure never opens more', () => {
  for (const blocked of ['person', 'facility', 'everybody']) {
    holdsEverywhere((world) => !permits(world({ blocked })) || permits(world({ blocked: 'no' })))
  }
  for (const flag of ['hidden', 'withheld', 'hiddenFromRepresentatives', 'quarantined', 'opposed'] as const) {
    holdsEverywhere((world) => !permits(world({ [flag]: true })) || permits(world({ [flag]: false })))
  }
  for (const space of ['waiting', 'suspended', 'closed', 'none']) {
    holdsEverywhere(
      (world) => isLifeAct(world().act) || !permits(world({ space })) || permits(world({ space: 'open' })),
    )
  }
  for (const fact of ['policyIntact', 'treatingDoctorSeesHidden', 'hiddenInEmergency', 'inScope'] as const)
    neverWidens({ [fact]: false })
  for (const fact of ['secretVisit', 'represents', 'consented', 'addsConsented', 'dispatches'] as const)
    neverWidens({ [fact]: false })
  neverWidens({ budget: 'spent' })
  neverWidens({ isMinor: true }, (world) => world.isMinor || keeps(world))
  neverWidens({ purpose: 'forbidden' })
  neverWidens({ emergency: 'none' })
  neverWidens({ status: 'entered-in-error' })
})

test('A6: a closer tie never opens less', () => {
  domains.relation.slice(0, -1).forEach((looser, index) => {
    const closer = domains.relation[index + 1] ?? 'treating-doctor'
    holdsEverywhere((world) => !permits(world({ relation: looser })) || permits(world({ relation: closer })))
  })
})

test('A7: an absent cell of the matrix says no, as a cell that denies', () => {
  holdsEverywhere((world) => decide(world({ matrix: 'absent' })) === decide(world({ matrix: 'deny' })))
})

test('A8: a forbidden purpose opens nothing, whoever has it', () => {
  holdsEverywhere((world) => !permits(world({ purpose: 'forbidden' })))
})

test('A9: neither a program nor our staff does anything inside a space, nor a professional anything to it as a whole', () => {
  for (const actor of ['system', 'staff'])
    holdsEverywhere((world) => isLifeAct(world().act) || !permits(world({ actor })))
  for (const actor of ['professional', 'software', 'app'])
    holdsEverywhere((world) => !isLifeAct(world().act) || !permits(world({ actor })))
})

test('A10: nothing inside a closed, suspended or unknown space, but the copy of what is still the holder’s', () => {
  const inside = ({ act }: DecisionInput) => !isLifeAct(act) && act !== 'copy-space'
  holdsEverywhere((world) => !inside(world()) || !permits(world({ space: 'closed' })))
  holdsEverywhere((world) => !inside(world()) || !permits(world({ space: 'suspended' })))
  holdsEverywhere((world) => isLifeAct(world().act) || feeds(world()) || !permits(world({ space: 'waiting' })))
  holdsEverywhere((world) => !permits(world({ space: 'none' })))
  holdsEverywhere((world) => !permits(world({ policyIntact: false })))
})

test('A12: only a professional, surely known, opens an emergency', () => {
  holdsEverywhere((world) => {
    if (!opensEmergency(world()) || !permits(world())) return true
    const { actor, authLevel } = world()
    return actor === 'professional' && (authLevel === 'substantial' || authLevel === 'high')
  })
})

test('A12: a dispatch is for who regulates calls; anybody else is told so in the same words whatever the space', () => {
  holdsEverywhere((world) => {
    const stranger = decide(world({ actor: 'professional', act: 'open-dispatch', dispatches: false }))
    const nowhere = decide(world({ actor: 'professional', act: 'open-dispatch', dispatches: false, space: 'none' }))
    return stranger.effect === 'refuse' && stranger === nowhere
  })
})

test('A12: whoever opened an emergency ends and notes it, opposed meanwhile or not, and nobody else does', () => {
  holdsEverywhere((world) => {
    const closing = { act: 'close-emergency', actor: 'professional' } as const
    if (!permits(world(closing))) return true
    return world().emergency !== 'none' && permits(world({ ...closing, opposed: nextWord('opposed') }))
  })
})

/** Another value of a fact: each in turn becomes the next. */
const nextWord =
  (fact: FactName) =>
  (word: Word): Word => {
    const words: readonly Word[] = domains[fact]
    return words[(words.indexOf(word) + 1) % words.length] ?? word
  }

const concerning: Readonly<Record<ActorKind, readonly (keyof Changes)[]>> = {
  holder: ['ownSpace', 'isMinor'],
  representative: ['represents'],
  professional: [
    'relation',
    'blocked',
    'matrix',
    'treatingDoctorSeesHidden',
    'emergency',
    'dispatches',
    'opposed',
    'hiddenInEmergency',
    'isMinor',
    'secretVisit',
    'budget',
    'inScope',
  ],
  software: [],
  app: ['consented', 'addsConsented', 'blocked', 'budget', 'inScope'],
  staff: [],
  system: [],
}

test('A18: facts that do not concern a visitor change nothing', () => {
  const personal = [...new Set(Object.values(concerning).flat())]
  for (const actor of domains.actor) {
    const others = personal.filter((fact) => !concerning[actor].includes(fact))
    const elsewhere = Object.fromEntries(others.map((fact) => [fact, nextWord(fact)]))
    holdsEverywhere((world) => decide(world({ actor })) === decide(world({ actor, ...elsewhere })))
  }
  holdsEverywhere((world) => decide(world()) === decide(world({ archived: nextWord('archived') })))
  holdsEverywhere((world) => {
    const { act } = world()
    const isOnDocument = act.endsWith('-document') || act === 'copy-space' || keeps(world())
    return isOnDocument || decide(world()) === decide(world({ document: nextWord('document') }))
  })
})

test('A19: a visitor may come and look for a document where one could be open to them, and nowhere else', () => {
  holdsEverywhere(
    (world) =>
      permits(world({ document: 'not-looked' })) ||
      world().document === undefined ||
      !permits(world()) ||
      // authorship without any tie does not occur
      (given(world())?.isAuthor === true && world().relation === 'none' && world().actor === 'professional'),
  )
})

test('A22: every reason occurs and has its sentences, and what is told has too', () => {
  const reasons = createReasons()
  const occurring = new Set<Reason>(Array.from(everyDecision.keys(), ({ reason }) => reason))
  assert.equal(occurring.size, 53)
  for (const [decision, visit] of everyDecision) {
    assert.ok(reasons.all.has(decision.reason), decision.reason)
    if (decision.effect === 'refuse') assert.ok(reasons.all.has(publicReason(decision.reason, visit).reason))
  }
})

test('A23: over the number of new persons nobody new is met, but in an emergency', () => {
  holdsEverywhere((world) => {
    const decision = decide(world({ actor: 'professional', budget: 'spent' }))
    if (decision.effect === 'refuse' || isLifeAct(world().act)) return true
    const isOwn = decision.reason === 'own-deposit' || decision.reason === 'feeding-is-open'
    return isOwn || decision.capacity === 'emergency' || world().act === 'block-professional'
  })
})

test('A27: feeding is refused for no tie, block, pause, mask or number', () => {
  const inForce = { act: 'deposit-document', purpose: 'care', space: 'open', policyIntact: true } as const
  holdsEverywhere((world) => permits(world({ ...inForce, actor: 'software', authLevel: 'low' })))
  holdsEverywhere((world) => permits(world({ ...inForce, actor: 'professional', authLevel: 'substantial' })))
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
  assert.equal(told('policy-damaged', 'representative', 'deposit-document'), 'patient-not-known-here')
  assert.equal(told('policy-damaged', 'professional', 'list-documents'), 'not-open-to-you')
  assert.equal(told('policy-damaged', 'professional', 'read-document'), 'document-not-open')
})
