// Shows how far a file has come that is read while it is sent, then the page that answers; without it the form sends the same file by itself.
//
//   <form data-import data-cut="…" data-sent="…{sent}…{size}…"> … <input type="file"> … <progress hidden> <p role="status"></p>

const megabytes = (bytes: number): string =>
  (bytes / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })

/** The page that answers, in the place of this one. */
const showAnswer = (html: string): void => {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const [main, answer] = [document.querySelector('main'), page.querySelector('main')]
  if (main === null || answer === null) return location.reload()
  main.replaceWith(document.adoptNode(answer))
  document.title = page.title
  const target = answer.querySelector<HTMLElement>('[autofocus]') ?? answer
  target.tabIndex = -1
  target.focus()
  watch()
}

const send = (form: HTMLFormElement): void => {
  const bar = form.querySelector('progress')
  const status = form.querySelector('[role=status]')
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
  const request = new XMLHttpRequest()
  let quarter = -1
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (bar) bar.value = (100 * loaded) / total
    const said = (form.dataset['sent'] ?? '').replace('{sent}', megabytes(loaded)).replace('{size}', megabytes(total))
    bar?.setAttribute('aria-valuetext', said)
    // spoken at each quarter, not with each piece
    if (Math.floor((4 * loaded) / total) === quarter) return
    quarter = Math.floor((4 * loaded) / total)
    if (status) status.textContent = said
  })
  request.addEventListener('load', () => showAnswer(request.responseText))
  request.addEventListener('error', () => {
    if (status) status.textContent = form.dataset['cut'] ?? ''
    if (button) button.disabled = false
  })
  request.open('POST', form.action)
  request.setRequestHeader('accept', 'text/html')
  request.send(new FormData(form))
  if (button) button.disabled = true
  if (bar) bar.hidden = false
}

const watch = (): void => {
  const form = document.querySelector<HTMLFormElement>('form[data-import]')
  form?.addEventListener('submit', (event) => {
    const input = form.querySelector<HTMLInputElement>('input[type=file]')
    if (!input?.files?.length) return
    event.preventDefault()
    send(form)
  })
}

watch()
