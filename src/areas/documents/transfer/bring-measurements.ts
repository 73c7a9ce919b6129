import type { TransferParts } from './transfer-documents.ts'
import type { Transfers } from './types.ts'

const perVisit = 500

/** Brings the measurements of one space into another, sealed there with its key; what is hidden of a kind there is hidden here too. */
export const createBringMeasurements =
  ({ door }: Pick<TransferParts, 'door'>): Transfers['bringMeasurements'] =>
  async ({ correctionId, from, to, visitor }) => {
    const handing = { ...visitor, space: { spaceId: from }, act: 'hand-over-documents' } as const
    const taking = { ...visitor, space: { spaceId: to }, act: 'take-over-documents' } as const
    let after: string | undefined
    do {
      const { value } = await door.open(handing, async ({ vault }) => ({
        moved: await vault.listMovableMeasurements({ after, limit: perVisit }),
        choices: await vault.findMeasurementChoices(),
      }))
      const { moved, choices } = value
      after = moved.at(-1)?.measurement.id
      if (after === undefined && choices.hidden.length === 0) return
      await door.open(taking, async ({ vault }) => {
        const mine = await vault.findMeasurementChoices()
        const hidden = [...new Set([...mine.hidden, ...choices.hidden])]
        if (hidden.length > mine.hidden.length) await vault.keepMeasurementChoices({ ...mine, hidden })
        await vault.takeMeasurements(moved, correctionId)
      })
    } while (after !== undefined)
  }
