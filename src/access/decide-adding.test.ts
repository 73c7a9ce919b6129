import { test } from 'node:test'
import { holdsEverywhere } from '../../tests/support/decision-proof.ts'
import { decide } from './decide.ts'
import type { DecisionInput } from './decision.ts'

const permits = (input: DecisionInput): boolean => decide(input).effect === 'permit'

test('A28: a holder adds to their own open space, a representative to that of whom they represent, and nobody else so', () => {
  holdsEverywhere((world) => !permits(world({ act: 'deposit-document', actor: 'holder', ownSpace: false })))
  holdsEverywhere((world) => !permits(world({ act: 'deposit-document', actor: 'representative', represents: false })))
  for (const actor of ['holder', 'representative'] as const)
    holdsEverywhere((world) => {
      const input = world({ act: 'deposit-document', actor })
      return input.space === 'open' || !permits(input)
    })
})
