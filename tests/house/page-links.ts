import type { Texts } from './read-sources.ts'
import { isProduct, nodesOf, type Offence, type Source } from './source.ts'
import { isText } from './syntax.ts'

const rightPage = /^docs\/rights\/(?!README)[^/]+\.md$/
const scenario = /^scenarios\/[^/]+\.test\.tsx?$/
const useCase = /^src\/areas\/[^/]+\/([^/]+\/)*[^/]+\.ts$/

const namedIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:src|scenarios|tests|bench|docs|data|migrations|islands)\/[\w./-]+\.\w+/g)].map(String)

const offence = (rule: string, path: string, says: string): Offence => ({ rule, path, line: 1, says })

/** Every right names its scenario and its use-case, both exist, and every scenario proves a right. `texts` is the whole project. */
export const findRightOffences = (texts: Texts): Offence[] => {
  const pages = Object.entries(texts).filter(([path]) => rightPage.test(path))
  const proved = new Set(pages.flatMap(([, text]) => namedIn(text)))
  const lacking = pages.flatMap(([path, text]) => {
    const named = namedIn(text)
    return [
      ...(named.some((each) => scenario.test(each)) ? [] : ['names no scenario (scenarios/….test.ts) that proves it']),
      ...(named.some((each) => useCase.test(each)) ? [] : ['names no use-case (src/areas/…/….ts) that does it']),
    ].map((says) => offence('rights-are-proved', path, says))
  })
  const idle = Object.keys(texts)
    .filter((path) => scenario.test(path) && !proved.has(path))
    .map((path) => offence('rights-are-proved', path, 'no page in docs/rights names this scenario'))
  const none = pages.length === 0 ? [offence('rights-are-proved', 'docs/rights', 'no right is written down')] : []
  return [...lacking, ...idle, ...none]
}

/** Files that pages name and that are not there. A page about the future says so in words, not in paths. */
export const findDeadLinks = (texts: Texts): Offence[] =>
  Object.entries(texts)
    .filter(([path]) => /\.md$/.test(path) && path !== 'CHANGELOG.md')
    .flatMap(([path, text]) =>
      namedIn(text)
        .filter((named) => texts[named] === undefined && /\.(tsx?|md|json|sql)$/.test(named))
        .map((named) => offence('pages-name-what-is-there', path, `${named} does not exist`)),
    )

const settingName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/

/** The settings that the product reads: names in capitals in src/platform/settings…. */
export const findSettings = (sources: readonly Source[]): string[] => [
  ...new Set(
    sources
      .filter(({ path }) => /^src\/platform\/settings/.test(path) && isProduct(path))
      .flatMap((source) => [...nodesOf(source.tree)])
      .flatMap((node) => {
        if (isText(node)) return [node.text]
        return 'text' in node && typeof node.text === 'string' ? [node.text] : []
      })
      .filter((text) => settingName.test(text)),
  ),
]

/** Settings that docs/operating/settings.md does not explain, and settings it explains that nothing reads. */
export const findSettingOffences = (sources: readonly Source[], page: string | undefined): Offence[] => {
  const read = findSettings(sources)
  const path = 'docs/operating/settings.md'
  if (read.length === 0)
    return [offence('settings-are-documented', 'src/platform/settings.ts', 'no setting is read here')]
  const written = [
    ...new Set([...(page ?? '').matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`/g)].map(([, name]) => name ?? '')),
  ]
  return [
    ...read.filter((name) => !written.includes(name)).map((name) => `${name} is read and not explained here`),
    ...written.filter((name) => !read.includes(name)).map((name) => `${name} is explained here and read by nothing`),
  ].map((says) => offence('settings-are-documented', path, says))
}

const machinePath = new RegExp(`(^|[\\s'"\`(=:])/(work|home|Users|root)/[\\w.]|${['shared', 'design'].join('/')}`)

/** Lines that name a place of one machine: nobody else can follow them. */
export const findMachinePaths = (texts: Texts): Offence[] =>
  Object.entries(texts).flatMap(([path, text]) =>
    text
      .split('\n')
      .map((line, index) => ({ line: index + 1, found: machinePath.test(line) }))
      .filter(({ found }) => found)
      .map(({ line }) => ({
        rule: 'no-machine-paths',
        path,
        line,
        says: 'names a place that exists on one machine only',
      })),
  )
