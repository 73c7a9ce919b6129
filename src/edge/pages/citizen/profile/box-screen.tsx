import { readBoxCode } from '../../../../areas/profile/index.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { FileField } from '../../components/file-field.tsx'
import { drawLine, placeOf, requireVaccinations } from './line-screen.tsx'
import { readSquare } from './read-square.ts'

const draw = (ask: SpaceAsk, fault?: string): Page => {
  const { section, back } = requireVaccinations(ask, 'box')
  const words = ask.text.profile.box
  return {
    title: ask.text.profile.title,
    side: 'citizen',
    place: 'record',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'photo', says: fault }]} />
        <BackLink href={back} says={section[ask.lang]} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action={`${back}/box`} enctype="multipart/form-data" class="stack" novalidate>
          <FileField
            name="photo"
            words={{ label: words.photo, hint: words.photoHint }}
            accept="image/*"
            fault={fault}
          />
          <p class="button-row">
            <button class="button" type="submit">
              {words.read}
            </button>
            <a href={back}>{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** The square of a vaccine's box, photographed (rules PML-20). */
export const boxScreen = async (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Fills the batch into the form of a vaccination; nothing is kept before it is sent. */
export const readBox = async (ask: SpaceAsk): Promise<Page> => {
  const { certificate, box } = ask.text.profile
  requireVaccinations(ask, 'box')
  const { texts, fault } = await readSquare(ask)
  if (fault !== undefined) return draw(ask, fault)
  const codes = (texts ?? []).flatMap((text) => readBoxCode(text) ?? [])
  const [code] = codes
  if (code === undefined) {
    if (texts === undefined) return draw(ask, ask.text.profile.box.nothing)
    return draw(ask, texts.length === 0 ? certificate.none : box.other)
  }
  return drawLine(ask, placeOf(ask, 'add'), { typed: { fields: { batch: code.batch ?? '' }, isSecret: false } })
}
