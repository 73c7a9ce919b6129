interface Cookie {
  name: string
  value: string
  path: string
}

const parseCookie = (header: string): Cookie | undefined => {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/'
  return name === '' ? undefined : { name, value, path }
}

/** What a form sends: names and values, or pairs where a name stands several times. */
export type Form = Record<string, string> | [string, string][]

/** What a request carries: a form, or bytes that come as they are made. */
export interface Sending {
  form?: Form
  stream?: { body: ReadableStream; type: string }
  headers?: Record<string, string>
}

const bodyOf = ({ form, stream }: Sending): RequestInit & { duplex?: 'half' } => {
  if (stream !== undefined) return { method: 'POST', body: stream.body, duplex: 'half' }
  return form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }
}

/** A browser without pictures: a cookie jar and redirects followed by hand. For tests that look at every step. */
export interface HttpBrowser {
  /** One request; redirects are not followed. */
  send(address: string, init?: Sending): Promise<Response>
  /** Follows redirects from a first request and gives every answer in order. */
  follow(address: string, init?: { form?: Form }): Promise<Response[]>
  cookie(name: string): string | undefined
  setCookie(name: string, value: string): void
}

const maximumRedirects = 12

/** A browser that lives on one site; its posts say that they come from the site itself. */
export const createHttpBrowser = (origin: string): HttpBrowser => {
  const jar = new Map<string, Cookie>()
  const keep = (answer: Response): void => {
    for (const header of answer.headers.getSetCookie()) {
      const cookie = parseCookie(header)
      if (cookie === undefined) continue
      const key = `${cookie.name} ${cookie.path}`
      if (cookie.value === '') jar.delete(key)
      else jar.set(key, cookie)
    }
  }
  const cookieHeader = (pathname: string): string =>
    [...jar.values()]
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  const send: HttpBrowser['send'] = async (address, init = {}) => {
    const url = new URL(address, origin)
    const { stream, headers = {} } = init
    const answer = await fetch(url, {
      ...bodyOf(init),
      redirect: 'manual',
      headers: {
        cookie: cookieHeader(url.pathname),
        'sec-fetch-site': 'same-origin',
        ...(stream && { 'content-type': stream.type }),
        ...headers,
      },
    })
    keep(answer)
    return answer
  }
  const follow: HttpBrowser['follow'] = async (address, init = {}) => {
    const answers = [await send(address, init)]
    for (let step = 0; step < maximumRedirects; step += 1) {
      const last = answers.at(-1)
      const next = last?.headers.get('location')
      if (last === undefined || next === null || next === undefined) break
      answers.push(await send(new URL(next, last.url).href))
    }
    return answers
  }
  return {
    send,
    follow,
    cookie: (name) => [...jar.values()].find((cookie) => cookie.name === name)?.value,
    setCookie: (name, value) => {
      jar.set(`${name} /`, { name, value, path: '/' })
    },
  }
}
