import { Problem } from '../../platform/problem.ts'
import type { Ask, Page, Redirect } from './ask.ts'
import { ChoiceList } from './components/choice-list.tsx'
import { Notice } from './components/notice.tsx'
import { saveDisplayChoice, textSizes, themes, type DisplayChoice } from './display-choice.ts'
import { formFields } from './form-fields.ts'
import { writePassingWord } from './passing-word.ts'
import { isLang } from './text/catalogue.ts'

/** Draws the choice of language, background and text size, for the holder's space or for everyone. */
export const chooseDisplay =
  (side: Page['side']) =>
  (ask: Ask): Page => {
    const words = ask.text.settings.display
    return {
      title: words.title,
      side,
      place: 'more',
      body: (
        <div class="column">
          {ask.passing?.said === 'display-saved' ? (
            <Notice kind="ok" focus>
              <p>{words.saved}</p>
            </Notice>
          ) : null}
          <h1>{words.heading}</h1>
          <p class="lead">{words.lead}</p>
          <form method="post" action={ask.path} class="stack">
            <ChoiceList
              name="lang"
              legend={words.language}
              chosen={ask.choice.lang}
              choices={(['fr', 'en'] as const).map((lang) => ({ value: lang, label: words.languages[lang], lang }))}
            />
            <ChoiceList
              name="theme"
              legend={words.theme}
              chosen={ask.choice.theme}
              choices={themes.map((theme) => ({ value: theme, label: words.themes[theme] }))}
            />
            <ChoiceList
              name="text"
              legend={words.textSize}
              chosen={ask.choice.textSize}
              choices={textSizes.map((size) => ({ value: size, label: words.textSizes[size] }))}
            />
            <p>
              <button class="button" type="submit">
                {words.save}
              </button>
            </p>
          </form>
        </div>
      ),
    }
  }

const chosenIn = (fields: URLSearchParams): DisplayChoice => {
  const lang = fields.get('lang')
  const theme = themes.find((known) => known === fields.get('theme'))
  const textSize = textSizes.find((known) => known === fields.get('text'))
  if (!isLang(lang)) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'lang' } })
  if (theme === undefined) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'theme' } })
  if (textSize === undefined) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'text' } })
  return { lang, theme, textSize }
}

/** Keeps the choice in this browser and shows the page again. */
export const saveDisplay = async (ask: Ask): Promise<Redirect> => {
  const secure = ask.parts.publicUrl.startsWith('https:')
  const choice = chosenIn(formFields(ask.request))
  void ask.reply.header('set-cookie', saveDisplayChoice(choice, secure))
  void ask.reply.header('set-cookie', writePassingWord({ said: 'display-saved' }, secure))
  return { to: ask.path }
}
