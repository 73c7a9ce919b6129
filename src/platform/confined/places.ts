/** Places for a few at once, and a line before them in which nobody stands in everybody's way. */
export interface Places {
  /** Whether there was a place, at once or after others; `who` stands for whoever's wish it is. */
  enter(who: string): Promise<boolean>
  /** Gives the place back, to the next who may have it. */
  leave(who: string): void
  /** Sends away everybody who waits. */
  sendAway(): void
}

interface Waiting {
  who: string
  tell: (mayEnter: boolean) => void
}

const count = (line: readonly Waiting[], who: string): number => line.filter((one) => one.who === who).length

/** Takes out of a full line the last of whoever waits most, for one who waits less; nothing where nobody waits more. */
const makeRoom = (line: Waiting[], who: string): Waiting | undefined => {
  const most = Math.max(...line.map((one) => count(line, one.who)))
  if (most <= count(line, who) + 1) return undefined
  const at = line.findLastIndex((one) => count(line, one.who) === most)
  return line.splice(at, 1)[0]
}

/**
 * Makes them. While there are two places or more, one is always out of reach of whoever has all others: what one person's files cost
 * does not make another's wait, and a line that one person filled gives way to others.
 */
export const createPlaces = (atOnce: number, waiting: number): Places => {
  const line: Waiting[] = []
  const inside: string[] = []
  const ofOne = Math.max(1, atOnce - 1)
  const mayEnter = (who: string): boolean =>
    inside.length < atOnce && inside.filter((one) => one === who).length < ofOne
  return {
    enter: async (who) => {
      if (mayEnter(who)) {
        inside.push(who)
        return true
      }
      if (line.length >= waiting) {
        const displaced = makeRoom(line, who)
        if (displaced === undefined) return false
        displaced.tell(false)
      }
      return new Promise<boolean>((tell) => line.push({ who, tell }))
    },
    leave: (who) => {
      inside.splice(inside.indexOf(who), 1)
      const at = line.findIndex((one) => mayEnter(one.who))
      const [next] = at === -1 ? [] : line.splice(at, 1)
      if (next === undefined) return
      inside.push(next.who)
      next.tell(true)
    },
    sendAway: () => {
      for (const { tell } of line.splice(0)) tell(false)
    },
  }
}
