import { careKinds, careKindSystems } from '../../../reference/care-kinds.ts'
import type { CodeableConcept } from '../datatypes.ts'
import type { ExplanationOfBenefit } from '../resources.ts'
import type { BenefitItem } from './care-resources.ts'
import {
  absent,
  giverOf,
  ownName,
  quantityOf,
  secrecyOf,
  standingOf,
  wordsOf,
  writtenOf,
  type ToldAt,
  type ToldLine,
} from './told-line.ts'

const codeIn = (concept: CodeableConcept | undefined, system: string): string | undefined =>
  concept?.coding?.find((coding) => coding.system === system)?.code

/** What the care was: by the line's own category, otherwise by the kind of claim. What is neither, the area names. */
const kindOf = ({ type }: ExplanationOfBenefit, { category }: BenefitItem): string => {
  const claim = codeIn(type, careKindSystems.claims) ?? ''
  return (
    codeIn(category, careKindSystems.own) ?? careKinds.find(({ claimTypes }) => claimTypes.includes(claim))?.key ?? ''
  )
}

const dayOf = ({ billablePeriod, created }: ExplanationOfBenefit, item: BenefitItem): string =>
  (item.servicedDate ?? item.servicedPeriod?.start ?? billablePeriod?.start ?? created).slice(0, 10)

/** The lines of an ExplanationOfBenefit: one an item, under the resource's identifier and the item's number. Spec: R4. */
export const readBenefit = (benefit: ExplanationOfBenefit, at: ToldAt): ToldLine[] => {
  const { field } = at
  const name = ownName(benefit.identifier, field)
  const items = benefit.item ?? absent(`${field}.item`)
  return items.map((item, index) => {
    const place = `${field}.item[${index}]`
    return {
      saying: {
        lineId: `${name}#${item.sequence}`,
        statement: 'reimbursement',
        kind: kindOf(benefit, item),
        day: dayOf(benefit, item),
        ...wordsOf(item.productOrService),
        ...giverOf(benefit.provider),
        ...quantityOf(item.quantity),
        writtenAt: writtenOf(benefit, benefit.created),
        ...secrecyOf(benefit, at.parts),
        ...standingOf(benefit.status, ['active'], field),
      },
      places: {
        lineId: `${field}.identifier`,
        kind: `${place}.category`,
        day: `${place}.servicedDate`,
        label: `${place}.productOrService`,
        code: `${place}.productOrService`,
        giver: `${field}.provider`,
        quantity: `${place}.quantity`,
        writtenAt: `${field}.created`,
      },
    }
  })
}
