import type { Parameters } from '../../../reference/create-parameters.ts'
import { dayInWords } from '../../../reference/day-in-words.ts'
import type { Language } from '../../../reference/language.ts'
import type { Clock } from '../../../platform/clock.ts'
import { codeSms, mailOf } from '../campaigns/messages/mail-texts.ts'
import { campaignParameters } from '../campaigns/parameters.ts'
import type { MessagePreview, TextVersion } from './types.ts'

interface Parts {
  clock: Clock
  parameters: Pick<Parameters, 'parameterAt'>
  publicUrl: string
}

// What stands for a code: nothing that looks like one leaves by a preview.
const noCode = '····-····-····'
const exampleDay = '2027-01-06'

/** A mail or a short message as it would arrive, with an invented day and no code; nothing for a letter. */
export const previewMessage = (
  { clock, parameters, publicUrl }: Parts,
  { kind, from }: Pick<TextVersion, 'kind' | 'from'>,
  lang: Language,
): MessagePreview | undefined => {
  const at = clock.now().toISOString()
  const values = {
    site: publicUrl,
    phone: campaignParameters.phone,
    day: dayInWords(exampleDay, lang),
    code: noCode,
    archiveYears: String(parameters.parameterAt('archiveYears', at)),
    erasureMonths: String(parameters.parameterAt('erasureMonthsAtMost', at)),
    suspensionWeeks: String(parameters.parameterAt('suspensionWeeks', at)),
  }
  const edition = { lang, day: from }
  if (kind.startsWith('sms-')) return { text: codeSms(edition, values) }
  return kind.startsWith('mail-') ? mailOf(kind.slice('mail-'.length), edition, values) : undefined
}
