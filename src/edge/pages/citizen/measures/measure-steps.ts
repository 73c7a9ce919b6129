import { Problem } from '../../../../platform/problem.ts'
import type { Redirect, SpaceAsk } from '../../ask.ts'
import { formFields, pathPiece } from '../../form-fields.ts'
import { measurePath, requireKind } from '../../measures/measure-paths.ts'
import { recordAt } from '../../record-at.ts'

const kindOf = (ask: SpaceAsk) => requireKind(pathPiece(ask.request, 'measure'))

const pathOf = (ask: SpaceAsk): string => measurePath(recordAt(ask), kindOf(ask).key)

/** Takes one measurement away; the page it leads to puts it back with one press. */
export const deleteMeasure = async (ask: SpaceAsk): Promise<Redirect> => {
  const id = formFields(ask.request).get('id') ?? ''
  await ask.parts.observations.deleteMeasurement(ask.visitor, { spaceId: ask.spaceId }, id)
  return { to: pathOf(ask), passing: { said: 'measure-deleted', about: id } }
}

/** Puts it back. */
export const restoreMeasure = async (ask: SpaceAsk): Promise<Redirect> => {
  const id = formFields(ask.request).get('id') ?? ''
  await ask.parts.observations.restoreMeasurement(ask.visitor, { spaceId: ask.spaceId }, id)
  return { to: pathOf(ask), passing: { said: 'measure-restored' } }
}

const isYes = (word: string): boolean => {
  if (word !== 'yes' && word !== 'no')
    throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'hidden' } })
  return word === 'yes'
}

/** Keeps one choice about a kind: what professionals see, what stands first, what one wants to reach. */
export const chooseAboutMeasure = async (ask: SpaceAsk): Promise<Redirect> => {
  const { key: kind } = kindOf(ask)
  const form = formFields(ask.request)
  const [hidden, pinned, target] = [form.get('hidden'), form.get('pinned'), form.get('target')]
  const choose = (change: Parameters<typeof ask.parts.observations.chooseMeasurements>[2]): Promise<void> =>
    ask.parts.observations.chooseMeasurements(ask.visitor, { spaceId: ask.spaceId }, change)
  if (hidden !== null) await choose({ kind, hidden: isYes(hidden) })
  if (pinned !== null) await choose({ kind, pinned: isYes(pinned) })
  if (target !== null) {
    const value = target.trim().replace(',', '.')
    await choose({ kind, target: value === '' ? undefined : { value } })
  }
  return { to: pathOf(ask), passing: { said: 'measure-chosen' } }
}
