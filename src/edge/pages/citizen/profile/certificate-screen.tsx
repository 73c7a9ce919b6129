import type { VNode } from 'preact'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type Redirect, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Icon } from '../../components/icon.tsx'
import { FileField } from '../../components/file-field.tsx'
import { ScanPlace } from '../../components/scan-place.tsx'
import { requireVaccinations } from './line-screen.tsx'
import { readSquare } from './read-square.ts'

/** The longest text of a code: one square holds no more. Spec: ISO/IEC 18004. */
const longestCode = 4_300

/** What was typed, and what is wrong with it or with the photo. */
interface Shown {
  typed: string
  fault?: { fieldId: 'code' | 'photo'; says: string }
}

const CodeField = ({ ask, typed, fault }: { ask: SpaceAsk; typed: string; fault: string | undefined }): VNode => {
  const words = ask.text.profile.certificate
  return (
    <div class={fault === undefined ? 'field' : 'field field-fault'}>
      <label for="code">{words.label}</label>
      <p class="hint" id="code-hint">
        {words.hint}
      </p>
      {fault === undefined ? null : (
        <p class="fault" id="code-fault">
          <Icon name="alert" />
          {fault}
        </p>
      )}
      <textarea
        id="code"
        name="code"
        rows={5}
        maxlength={longestCode}
        aria-describedby={fault === undefined ? 'code-hint' : 'code-hint code-fault'}
        aria-invalid={fault === undefined ? undefined : 'true'}
      >
        {typed}
      </textarea>
    </div>
  )
}

const draw = (ask: SpaceAsk, { typed, fault }: Shown): Page => {
  const { section, back } = requireVaccinations(ask, 'certificate')
  const words = ask.text.profile.certificate
  const faultIn = (field: string): string | undefined => (fault?.fieldId === field ? fault.says : undefined)
  return {
    title: ask.text.profile.title,
    side: 'citizen',
    place: 'record',
    island: 'scan',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [fault]} />
        <BackLink href={back} says={section[ask.lang]} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action={`${back}/certificate`} enctype="multipart/form-data" class="stack" novalidate>
          <ScanPlace field="code" words={words.camera} shape="^HC1:" />
          <FileField
            name="photo"
            words={{ label: words.photo, hint: words.photoHint }}
            accept="image/*"
            fault={faultIn('photo')}
          />
          <CodeField ask={ask} typed={typed} fault={faultIn('code')} />
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

/** A certificate's square code: shown to the camera, on a photo, or its text pasted. */
export const certificateScreen = async (ask: SpaceAsk): Promise<Page> => draw(ask, { typed: '' })

/** Reads it into the vaccinations: what was typed, else the square of the photo that is a certificate's, else the first. */
export const takeCertificate = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const { back } = requireVaccinations(ask, 'certificate')
  const words = ask.text.profile.certificate
  const { fields, texts, fault } = await readSquare(ask)
  const typed = (fields.get('code') ?? '').trim().slice(0, longestCode)
  if (fault !== undefined) return draw(ask, { typed, fault: { fieldId: 'photo', says: fault } })
  const code = typed === '' ? (texts?.find((text) => text.startsWith('HC1:')) ?? texts?.[0]) : typed
  if (code === undefined)
    return draw(ask, { typed, fault: { fieldId: 'photo', says: texts === undefined ? words.nothing : words.none } })
  try {
    const { isNew } = await ask.parts.profile.takeCertificate(ask.visitor, { spaceId: ask.spaceId }, code)
    return { to: back, passing: { said: isNew ? 'profile-added' : 'profile-there' } }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    const says = sentenceOf(ask, error.reason, error.details)
    return draw(ask, { typed, fault: { fieldId: typed === '' ? 'photo' : 'code', says } })
  }
}
