import type { VNode } from 'preact'
import { warningSentences, type ValidatedFile, type Validation } from '../../../areas/documents/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { sourceOf } from '../../sign-in/source-of.ts'
import { sentenceOf, type Ask, type Page } from '../ask.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FactList } from '../components/fact-list.tsx'
import { FileField } from '../components/file-field.tsx'
import { InLanguage } from '../components/in-language.tsx'
import { Notice } from '../components/notice.tsx'
import { labelOf, rangeWords, valueWords } from '../content/result-words.ts'
import { otherLanguage } from '../other-language.ts'
import { bytesOfFile, readUpload } from '../read-upload.ts'
import { publicPage } from './public-page.tsx'

type Seen = NonNullable<Validation['seen']>

const FileForm = ({ ask, fault }: { ask: Ask; fault: string | undefined }): VNode => {
  const words = ask.text.validation
  return (
    <form method="post" action="/validate" enctype="multipart/form-data" class="stack" novalidate>
      <FileField
        name="file"
        words={{ label: words.file, hint: words.fileHint(ask.words.size(ask.parts.validator.maxBytes)) }}
        fault={fault}
      />
      <p>
        <button class="button" type="submit">
          {words.check}
        </button>
      </p>
    </form>
  )
}

const Sentences = ({ heading, says }: { heading: string; says: readonly string[] }): VNode | null =>
  says.length === 0 ? null : (
    <section>
      <h2>{heading}</h2>
      <ul>
        {says.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )

const ResultRows = ({ ask, seen }: { ask: Ask; seen: Seen }): VNode | null => {
  const words = ask.text.validation
  const { pending, cancelled, none, standing: standings } = ask.text.results
  const lang = otherLanguage(ask, seen.language)
  if (seen.results.length === 0) return null
  return (
    <>
      <h3>{words.results(seen.results.length)}</h3>
      <dl class="facts">
        {seen.results.map((result, index) => {
          const { status, values, ranges, standing } = result
          const value = values.map((one) => valueWords(ask, one)).join(' ; ')
          const range = ranges.map((one) => [rangeWords(ask, one), one.text].filter(Boolean).join(' — ')).join(' ; ')
          return (
            <div key={index}>
              <dt>
                <InLanguage lang={lang}>{labelOf(result)}</InLanguage>
              </dt>
              <dd>
                {status === 'pending' ? pending : status === 'cancelled' ? cancelled : null}
                {status === 'final' ? <InLanguage lang={lang}>{value === '' ? none : value}</InLanguage> : null}
                {range === '' ? null : <InLanguage lang={lang}>{` (${range})`}</InLanguage>}
                {standing === undefined ? null : ` : ${standings[standing]}`}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

const SeenByPatient = ({ ask, seen }: { ask: Ask; seen: Seen }): VNode => {
  const words = ask.text.validation
  const kind = seen.kind?.[ask.lang]
  const lang = otherLanguage(ask, seen.language)
  const own = (text: string | undefined): VNode | undefined =>
    text === undefined || text === '' ? undefined : <InLanguage lang={lang}>{text}</InLanguage>
  return (
    <section>
      <h2>{words.seen.heading}</h2>
      <FactList
        facts={[
          { name: words.seen.title, says: own(seen.title) ?? kind },
          { name: words.seen.kind, says: kind },
          {
            name: words.seen.date,
            says: seen.createdAt === '' ? undefined : ask.words.date(seen.createdAt.slice(0, 10)),
          },
          { name: words.seen.author, says: own(seen.author) },
          { name: words.seen.sections, says: own(seen.sections.join(' ; ')) },
          { name: words.seen.files, says: seen.files === 0 ? undefined : String(seen.files) },
        ]}
      />
      <ResultRows ask={ask} seen={seen} />
    </section>
  )
}

const Verdict = ({ ask, file, focus }: { ask: Ask; file: ValidatedFile; focus: boolean }): VNode => {
  const words = ask.text.validation
  const { name, errors, warnings, seen } = file
  const isTaken = errors.length === 0
  return (
    <>
      {name === undefined ? null : <h2>{name}</h2>}
      <Notice kind={isTaken ? 'ok' : 'stop'} focus={focus}>
        <p>{isTaken ? words.taken : words.refused}</p>
      </Notice>
      <Sentences heading={words.errors} says={errors.map(({ reason, details }) => sentenceOf(ask, reason, details))} />
      <Sentences
        heading={words.warnings}
        says={warnings.map((remark) => warningSentences.get(remark)?.[ask.lang] ?? remark)}
      />
      {seen === undefined ? null : <SeenByPatient ask={ask} seen={seen} />}
    </>
  )
}

const Verdicts = ({ ask, files }: { ask: Ask; files: readonly ValidatedFile[] }): VNode => (
  <>
    {files.map((file, index) => (
      <Verdict key={index} ask={ask} file={file} focus={index === 0} />
    ))}
    <h2>{ask.text.validation.again}</h2>
  </>
)

const draw = (ask: Ask, shown: { files?: readonly ValidatedFile[]; fault?: string }): Page => {
  const { files, fault } = shown
  const page = publicPage(
    ask.text.validation,
    <>
      {fault === undefined ? null : <ErrorSummary ask={ask} faults={[{ fieldId: 'file', says: fault }]} />}
      {files === undefined ? null : <Verdicts ask={ask} files={files} />}
      <FileForm ask={ask} fault={fault} />
    </>,
  )
  return fault === undefined ? page : { ...page, status: 400 }
}

/** E19: whoever makes software chooses a file. No account. */
export const showValidator = (ask: Ask): Page => draw(ask, {})

/** The bytes of the file, or what to do where there is none. */
const readFile = async (ask: Ask): Promise<Buffer | string> => {
  try {
    const { maxBytes } = ask.parts.validator
    const { files } = await readUpload(ask.request, { maxBytes, take: bytesOfFile })
    return files[0] ?? ask.text.validation.missing
  } catch (error) {
    if (error instanceof Problem && error.kind === 'incorrect') return sentenceOf(ask, error.reason, error.details)
    throw error
  }
}

/**
 * Says of a file what a deposit would, and how the patient would read of it. Right: the answer is this page and nothing else: the file is
 * kept nowhere, so there is no address to lead to.
 */
export const takeFileToValidate = async (ask: Ask): Promise<Page> => {
  const { validator } = ask.parts
  await validator.admit(sourceOf(ask.request))
  const bytes = await readFile(ask)
  return typeof bytes === 'string' ? draw(ask, { fault: bytes }) : draw(ask, { files: validator.validateFiles(bytes) })
}
