import { test } from 'node:test'
import { holdsEverywhere, type Changes } from '../../tests/support/decision-proof.ts'
import { decide } from './decide.ts'
import type { DecisionInput, DocumentState } from './decision.ts'
import { isLifeAct } from './life.ts'
import { publicReason } from './public-reason.ts'

const permits = (input: DecisionInput): boolean => decide(input).effect === 'permit'
const given = ({ document }: DecisionInput): DocumentState | undefined =>
  typeof document === 'object' ? document : undefined
const readsGiven = (input: DecisionInput): boolean => input.act === 'read-document' && given(input) !== undefined
const opensEmergency = ({ act }: DecisionInput): boolean => act === 'open-emergency' || act === 'open-dispatch'

test('A11: an emergency is never opened against an opposition, and always answered for', () => {
  holdsEverywhere((world) => !opensEmergency(world()) || !permits(world({ opposed: true })))
  holdsEverywhere((world) => {
    const { effect, obligations } = decide(world())
    const owed = ['justify', 'notify-holder', 'notify-treating-doctor', 'review'] as const
    return effect === 'refuse' || opensEmergency(world()) === owed.every((each) => obligations.includes(each))
  })
})

test('A11: opposed, or with what is hidden kept hidden, an emergency shows what the visitor saw without it', () => {
  holdsEverywhere(
    (world) =>
      opensEmergency(world()) ||
      // what was opposed meanwhile is ended and noted all the same, and that shows nothing
      world().act === 'close-emergency' ||
      decide(world({ opposed: true })) === decide(world({ opposed: true, emergency: 'none' })),
  )
  holdsEverywhere((world) => {
    const masked = { hidden: true, hiddenInEmergency: false } as const
    if (!readsGiven(world())) return true
    return decide(world(masked)) === decide(world({ ...masked, emergency: 'none' }))
  })
})

test('A13: a minor’s secret is told to who represents them in the words of what is not there', () => {
  holdsEverywhere((world) => {
    if (!readsGiven(world())) return true
    const secret = decide(world({ actor: 'representative', hiddenFromRepresentatives: true }))
    const absent = decide(world({ actor: 'representative', document: 'unknown' }))
    if (secret.effect === 'permit' || absent.effect === 'permit') return false
    const visit = { act: 'read-document', actor: 'representative' } as const
    return publicReason(secret.reason, visit) === publicReason(absent.reason, visit)
  })
})

test('A14: what a visitor may not see, and what is not there, are told in the same words', () => {
  holdsEverywhere((world) => {
    const decision = decide(world())
    const absent = decide(world({ document: 'unknown' }))
    if (given(world()) === undefined || decision.effect === 'permit' || absent.effect === 'permit') return true
    // whoever has met too many hears it of every document there is to them, and of none that is not
    if (decision.reason === 'too-many-persons') return permits(world({ budget: 'left' }))
    if (decision.reason === 'not-the-author' || decision.reason === 'document-not-own')
      return permits(world({ act: 'read-document', budget: 'left' }))
    return publicReason(decision.reason, world()) === publicReason(absent.reason, world())
  })
})

test('A14: a stranger, a blocked professional, a closed and an unknown space are told in the same words', () => {
  const strangers: readonly Changes[] = [
    { space: 'none' },
    { space: 'closed' },
    { space: 'suspended' },
    { space: 'waiting' },
    { space: 'open', relation: 'none' },
    { space: 'open', relation: 'none', blocked: 'person' },
    { space: 'open', relation: 'treating-doctor', blocked: 'everybody' },
  ]
  holdsEverywhere((world) => {
    const { act } = world()
    if (isLifeAct(act)) return true
    const visit = { actor: 'professional', policyIntact: true, emergency: 'none', purpose: 'care' } as const
    const decisions = strangers.map((stranger) => decide(world({ ...visit, ...stranger })))
    // the way to be let in, and the word that a budget owes
    const told = decisions.flatMap((decision) =>
      decision.effect === 'refuse' && decision.reason !== 'too-many-persons'
        ? [publicReason(decision.reason, { act, actor: 'professional' })]
        : [],
    )
    return new Set(told).size <= 1
  })
})

test('A15: what is withheld opens to the holder with its day, and not before', () => {
  holdsEverywhere((world) => {
    const withheld = { actor: 'holder', withheld: true } as const
    if (!readsGiven(world())) return true
    const before = permits(world({ ...withheld, withheldWindow: 'before' }))
    const after = permits(world({ ...withheld, withheldWindow: 'open' }))
    return !before && after === permits(world({ ...withheld, withheld: false }))
  })
})

test('A17: an author reads what they deposited, blocked, paused, masked or over their number', () => {
  const own: Changes = {
    actor: 'professional',
    authLevel: 'substantial',
    purpose: 'care',
    space: 'open',
    policyIntact: true,
    emergency: 'none',
    status: 'current',
    isAuthor: true,
  }
  holdsEverywhere(
    (world) => !readsGiven(world()) || world().relation === 'none' || decide(world(own)).reason === 'own-deposit',
  )
})

test('a permission shows what it names, and nothing of it to anybody else', () => {
  holdsEverywhere((world) => {
    const permitted = { actor: 'professional', relation: 'permitted', emergency: 'none' } as const
    return !readsGiven(world()) || !permits(world({ ...permitted, inScope: false, isAuthor: false }))
  })
})

test('a professional outside the secret visit sees no secret of a minor but their own', () => {
  holdsEverywhere((world) => {
    const secret = { isMinor: true, secretVisit: false, hiddenFromRepresentatives: true, isAuthor: false } as const
    return !readsGiven(world()) || !permits(world({ ...secret, actor: 'professional', emergency: 'none' }))
  })
})

test('who may block for the holder sees the journal, and the other way round', () => {
  holdsEverywhere((world) => {
    const visit = { actor: 'professional', emergency: 'none', budget: 'left' } as const
    return permits(world({ ...visit, act: 'block-professional' })) === permits(world({ ...visit, act: 'read-journal' }))
  })
})

test('a minor alone keeps something from who represents them, and shows it: nobody else, and no adult', () => {
  holdsEverywhere((world) => {
    const { act, actor, isMinor, ownSpace } = world()
    if (act !== 'keep-from-representatives' && act !== 'show-to-representatives') return true
    return !permits(world()) || (actor === 'holder' && isMinor && ownSpace)
  })
})
