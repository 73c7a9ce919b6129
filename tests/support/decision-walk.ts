/** What a fact may be worth. */
export type Word = string | boolean

/** Gives a fact its value, the first time it is asked for; the same afterwards. */
export type Ask = (name: string) => Word

/** One way through the facts: those that were asked for, with their values, in the order of the questions. */
export type Asked = ReadonlyMap<string, Word>

interface Choice {
  name: string
  domain: readonly Word[]
  index: number
}

/**
 * Takes `way` through every world that it can tell apart: a fact gets a value only when it is asked for, and then each of them in
 * turn, so that what is never asked for stands for all its values at once. Gives each way that was taken to `seen`; no two of them
 * share a world, and together they are all worlds; `false` of `seen` ends the walk. `way` must depend on nothing else, and ask the same again after the same answers.
 */
export const walkWorlds = <T>(
  domains: Readonly<Record<string, readonly Word[]>>,
  way: (ask: Ask, known: Asked) => T,
  seen: (result: T, asked: Asked) => boolean | void,
): void => {
  const choices: Choice[] = []
  do {
    const asked = new Map<string, Word>()
    let next = 0
    const ask: Ask = (name) => {
      const known = asked.get(name)
      if (known !== undefined) return known
      const domain = domains[name] ?? []
      const choice = choices[next] ?? { name, domain, index: 0 }
      const word = choice.domain[choice.index]
      if (choice.name !== name || word === undefined) throw new Error(`${name} was asked for where ${choice.name} was`)
      choices[next] = choice
      next += 1
      asked.set(name, word)
      return word
    }
    const result = way(ask, asked)
    if (seen(result, asked) === false) return
    choices.length = next
    while ((choices.at(-1)?.index ?? 0) + 1 === choices.at(-1)?.domain.length) choices.pop()
    const last = choices.at(-1)
    if (last !== undefined) last.index += 1
  } while (choices.length > 0)
}
