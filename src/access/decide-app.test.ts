import { test } from 'node:test'
import { holdsEverywhere } from '../../tests/support/decision-proof.ts'
import { decide } from './decide.ts'
import type { DecisionInput, DocumentState } from './decision.ts'

const looking = ['read-identity', 'list-documents', 'read-document', 'read-measurements']
const permits = (input: DecisionInput): boolean => decide(input).effect === 'permit'
const given = ({ document }: DecisionInput): DocumentState | undefined =>
  typeof document === 'object' ? document : undefined

const isKeptFromNobody = ({ visibility, quarantined }: DocumentState): boolean =>
  !quarantined && !visibility.hidden && !visibility.withheld && !visibility.hiddenFromRepresentatives

test('A20: an app sees what the holder sees and consented to, and nothing that is kept from anybody', () => {
  holdsEverywhere((world) => {
    const input = world({ actor: 'app' })
    if (!permits(input)) return true
    const { act, blocked, consented, space } = input
    const document = act === 'read-document' ? given(input) : undefined
    const isOpen = document === undefined || (document.inScope && isKeptFromNobody(document))
    const holderToo = permits(world({ actor: 'holder', ownSpace: true }))
    const isLetIn = consented && blocked === 'no' && space === 'open' && isOpen && holderToo
    return isLetIn && (looking.includes(act) || (act === 'add-measurements' && input.addsConsented))
  })
})

test('an app is told too much by no refusal: of a space that it may not enter, all are one', () => {
  holdsEverywhere((world) => {
    const input = world({ actor: 'app', authLevel: 'substantial', purpose: 'care', consented: false })
    return !looking.includes(input.act) || decide(input).obligations.includes('hide-existence')
  })
})
