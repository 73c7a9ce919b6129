// A photo or a file that is chosen is sent at once, or several photos; a large one is made smaller before it leaves the phone, and says no more where it was taken.
//
//   <form …> … <input type="file" data-send="id of the button to press"> <p role="status" data-before="…" data-during="…"></p>

const longestSide = 2400
const largeBytes = 1_500_000

/** The photo as a JPEG of a readable size; the file as it is where this browser cannot draw it. */
const shrink = async (file: File): Promise<File> => {
  const isOddPhoto = /\.hei[cf]$/i.test(file.name) || /hei[cf]/.test(file.type)
  if (!isOddPhoto && (!/^image\/(jpeg|png)$/.test(file.type) || file.size < largeBytes)) return file
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  if (blob === null) return file
  return new File([blob], file.name.replace(/\.[^.]+$/, '') + '.jpg', { type: 'image/jpeg' })
}

/** Says in the form of a field that it sends by itself, or that it does. */
const say = (input: HTMLInputElement, what: 'before' | 'during'): void => {
  const status = input.form?.querySelector<HTMLElement>('[data-during]')
  if (status) status.textContent = status.dataset[what] ?? ''
}

const pieceBytes = 2 * 1024 * 1024
const longestWaitMs = 30_000

const tus = { 'tus-resumable': '1.0.0' }

/** The place of the form where the sending of a large file is shown. */
const panelOf = (input: HTMLInputElement): HTMLElement | null =>
  input.form?.querySelector<HTMLElement>('[data-pieces]') ?? null

/** Waits before the next try, or until the browser says that it is connected again. */
const wait = (ms: number): Promise<void> =>
  new Promise((done) => {
    addEventListener('online', () => done(), { once: true })
    setTimeout(done, ms)
  })

const base64 = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)))

const offsetOf = (answer: Response): number => Number(answer.headers.get('upload-offset') ?? Number.NaN)

/** What was begun for the same file in this tab before its page was loaded again. Its name is not kept. */
const remembered = (file: File) => {
  const key = `pieces ${file.size} ${file.lastModified}`
  return {
    find: (): string | null => sessionStorage.getItem(key),
    keep: (address: string): void => sessionStorage.setItem(key, address),
    forget: (): void => sessionStorage.removeItem(key),
  }
}

/** Where the file is sent to, and how much of it is there already; nothing where the server takes no such file. */
const begin = async (file: File, path: string): Promise<{ address: string; at: number } | undefined> => {
  const memory = remembered(file)
  const before = memory.find()
  if (before !== null) {
    const standing = await fetch(before, { method: 'HEAD', headers: tus })
    if (standing.ok) return { address: before, at: offsetOf(standing) }
  }
  const said = `filename ${base64(file.name)},filetype ${base64(file.type)}`
  const headers = { ...tus, 'upload-length': String(file.size), 'upload-metadata': said }
  const begun = await fetch(path, { method: 'POST', headers })
  const address = begun.headers.get('location')
  if (begun.status !== 201 || address === null) return undefined
  memory.keep(address)
  return { address, at: 0 }
}

/** Sends one piece and says how far the file has come; nothing where the server takes no more of it. */
const sendPiece = async (file: File, address: string, at: number): Promise<number | undefined> => {
  const headers = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at) }
  const answer = await fetch(address, { method: 'PATCH', headers, body: file.slice(at, at + pieceBytes) })
  if (answer.status === 204) return offsetOf(answer)
  if (answer.status < 500 && answer.status !== 409 && answer.status !== 429) return undefined
  const standing = await fetch(address, { method: 'HEAD', headers: tus })
  return standing.ok ? offsetOf(standing) : undefined
}

const megabytes = (bytes: number): string =>
  (bytes / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })

/** Shows how far it came: in numbers always, in words that are spoken at each quarter. */
const show = (panel: HTMLElement, status: HTMLElement, { at, size }: { at: number; size: number }): void => {
  const bar = panel.querySelector('progress')
  const before = bar?.value ?? 0
  if (bar) bar.value = (100 * at) / size
  const words = (panel.dataset.sent ?? '').replace('{sent}', megabytes(at)).replace('{size}', megabytes(size))
  bar?.setAttribute('aria-valuetext', words)
  if (at === 0 || Math.floor((4 * at) / size) > Math.floor(before / 25)) status.textContent = words
}

/** Sends a large file in pieces, through cuts; gives where it is, or that the form is to send it, or nobody. */
const sendInPieces = async (
  input: HTMLInputElement,
  file: File,
  panel: HTMLElement,
): Promise<{ id: string } | 'form' | 'stopped'> => {
  const status = input.form?.querySelector<HTMLElement>('[data-during]') ?? panel
  let stopped = false
  panel.hidden = false
  panel.querySelector('button')?.addEventListener('click', () => (stopped = true), { once: true })
  let waitMs = 1000
  for (let to: { address: string; at: number } | undefined; ;) {
    try {
      to ??= await begin(file, panel.dataset.pieces ?? '')
      if (to === undefined) return 'form'
      show(panel, status, { at: to.at, size: file.size })
      if (stopped) {
        remembered(file).forget()
        await fetch(to.address, { method: 'DELETE', headers: tus })
        return 'stopped'
      }
      if (to.at >= file.size) return { id: to.address.split('/').pop() ?? '' }
      const at: number | undefined = await sendPiece(file, to.address, to.at)
      if (at === undefined) return 'form'
      to = { ...to, at }
      waitMs = 1000
    } catch {
      status.textContent = panel.dataset.cut ?? ''
      await wait(waitMs)
      waitMs = Math.min(2 * waitMs, longestWaitMs)
    }
  }
}

const submit = (input: HTMLInputElement): void =>
  input.form?.requestSubmit(document.querySelector<HTMLButtonElement>(`#${input.dataset.send}`))

/** A large file goes ahead in pieces, and the form carries its address alone. */
const sendLarge = async (input: HTMLInputElement, file: File, panel: HTMLElement): Promise<void> => {
  const sent = await sendInPieces(input, file, panel)
  panel.hidden = true
  if (sent === 'stopped') {
    input.value = ''
    const status = input.form?.querySelector<HTMLElement>('[data-during]')
    if (status) status.textContent = panel.dataset.cancelled ?? ''
    return
  }
  if (sent !== 'form') {
    remembered(file).forget()
    const carried = document.createElement('input')
    Object.assign(carried, { type: 'hidden', name: 'pieces', value: sent.id })
    input.form?.append(carried)
    input.value = ''
  }
  submit(input)
}

/** One after the other: a phone has no room for several large photos at once. */
const send = async (input: HTMLInputElement, chosen: readonly File[]): Promise<void> => {
  const files = new DataTransfer()
  for (const file of chosen) files.items.add(await shrink(file).catch(() => file))
  input.files = files.files
  const [file, another] = files.files
  const panel = panelOf(input)
  if (file !== undefined && another === undefined && panel !== null && file.size > pieceBytes)
    return sendLarge(input, file, panel)
  submit(input)
}

document.querySelectorAll<HTMLInputElement>('input[data-send]').forEach((input) => {
  say(input, 'before')
  input.addEventListener('change', () => {
    const chosen = [...(input.files ?? [])]
    if (chosen.length === 0) return
    say(input, 'during')
    void send(input, chosen)
  })
})
