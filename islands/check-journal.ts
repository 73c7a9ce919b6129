// The page that checks a holder's journal without a network. The check itself stands before this script on that page
// (src/edge/log/verifier-page.tsx); this part takes the file, and says in words what was found. Nothing leaves the page.
//
//   <p data-say="lead"></p> <div id="tool" hidden>
//     <button id="language" data-say="language"></button> <input type="file" id="file"> <div id="result" role="status"></div>
//   </div>
//   <script type="application/json" id="words">{"fr":{…},"en":{…}}</script>

interface Verdict {
  holds: boolean
  findings: readonly { what: string; holds: boolean; audience: string; entries: readonly string[] }[]
  counted: number
  logged: number
  key: string
}

declare const checkJournal: (text: string) => Promise<Verdict>

type Words = Partial<Record<string, string>>

const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null

const isBoth = (value: unknown): value is Partial<Record<string, Words>> =>
  isWords(value) && Object.values(value).every(isWords)

const carried: unknown = JSON.parse(document.querySelector('#words')?.textContent ?? '{}')
const both = isBoth(carried) ? carried : {}
const result = document.querySelector('#result')
const file = document.querySelector<HTMLInputElement>('#file')
let lang = document.documentElement.lang
let shown: Verdict | 'working' | 'unsupported' | undefined

const word = (name: string, values: Words = {}): string =>
  (both[lang]?.[name] ?? '').replaceAll(/\{(\w+)\}/g, (_all, value: string) => values[value] ?? '')

const element = (name: string, text: string, className = ''): HTMLElement => {
  const made = document.createElement(name)
  made.textContent = text
  if (className !== '') made.className = className
  return made
}

const findingLine = ({ what, holds, entries }: Verdict['findings'][number]): HTMLElement => {
  const named = entries.length === 0 ? '' : ` ${word('entries', { entries: entries.slice(0, 20).join(', ') })}.`
  return element('li', `${word(`${what}_${holds ? 'yes' : 'no'}`)}${named}`, holds ? 'yes' : 'no')
}

const verdictParts = ({ holds, findings, counted, logged, key }: Verdict): HTMLElement[] => {
  const list = element('ul', '')
  list.append(...findings.map(findingLine))
  const values = { counted: String(counted), logged: String(logged) }
  return [
    element('h2', word(holds ? 'holds' : 'fails'), holds ? 'yes' : 'no'),
    element('p', holds ? word('counts', values) : word('failsSay')),
    element('h3', word('found')),
    list,
    ...(holds ? [element('h3', word('key')), element('p', word('keySays')), element('code', key)] : []),
  ]
}

const draw = (): void => {
  document.documentElement.lang = lang
  document.title = word('title')
  for (const place of document.querySelectorAll<HTMLElement>('[data-say]')) {
    place.textContent = word(place.dataset['say'] ?? '')
  }
  if (shown === undefined) result?.replaceChildren()
  else if (typeof shown === 'string') result?.replaceChildren(element('p', word(shown)))
  else result?.replaceChildren(...verdictParts(shown))
}

const show = (what: typeof shown): void => {
  shown = what
  draw()
}

const check = async (chosen: File): Promise<void> => {
  show('working')
  // As the command reads it: what is no UTF-8 becomes another character, and no longer what was committed to.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await chosen.arrayBuffer())
  show(await checkJournal(text).catch(() => 'unsupported' as const))
}

file?.addEventListener('change', () => {
  const chosen = file.files?.[0]
  if (chosen !== undefined) void check(chosen)
})
document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', (event) => {
  event.preventDefault()
  const dropped = event.dataTransfer?.files[0]
  if (dropped !== undefined) void check(dropped)
})
document.querySelector('#language')?.addEventListener('click', () => {
  lang = lang === 'fr' ? 'en' : 'fr'
  draw()
})
if (!navigator.language.startsWith('fr')) lang = 'en'
draw()
document.querySelector('#tool')?.removeAttribute('hidden')
