import type { TransferParts } from './transfer-documents.ts'
import type { Transfers } from './types.ts'

const perVisit = 500

/** Brings the care history of one space into another, sealed there with its key; what is hidden there is hidden here too. */
export const createBringCare =
  ({ door }: Pick<TransferParts, 'door'>): Transfers['bringCare'] =>
  async ({ correctionId, from, to, visitor }) => {
    const handing = { ...visitor, space: { spaceId: from }, act: 'hand-over-documents' } as const
    const taking = { ...visitor, space: { spaceId: to }, act: 'take-over-documents' } as const
    let after: string | undefined
    do {
      const { value } = await door.open(handing, async ({ vault }) => ({
        moved: (await vault.listMovableCare({ after, limit: perVisit })).map(({ facts: { visibility }, open }) => ({
          line: open(),
          isHidden: visibility.hidden,
          isSecret: visibility.hiddenFromRepresentatives,
        })),
        choices: await vault.findCareChoices(),
      }))
      const { moved, choices } = value
      after = moved.at(-1)?.line.id
      if (after === undefined && !choices.hidden) return
      await door.open(taking, async ({ vault }) => {
        if (choices.hidden) await vault.keepCareChoices({ hidden: true })
        await vault.takeCare(moved, correctionId)
      })
    } while (after !== undefined)
  }
