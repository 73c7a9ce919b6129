// Keys for who reads many records, and files dropped or pasted; everything here is also a link, a field or a button.
//
//   <a data-key="d">, <input data-key="/">   the key follows the link, or leads to the field
//   <ul data-rows> … <a>                      j and k lead from line to line
//   <div data-keys data-off="…" data-on="…" hidden> … <button>   says what the keys do, and turns them off in this browser
//   <input type="file" data-drop>             takes what is dropped on the page or pasted into it

const offMark = 'carnet-keys'

const isOff = (): boolean => localStorage.getItem(offMark) === 'off'

const isTyping = ({ target }: Event): boolean =>
  target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]')

/** Leads from line to line of the list; says whether there was one to lead to. */
const step = (by: 1 | -1): boolean => {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-rows] h3 a')]
  const at = lines.findIndex((line) => line === document.activeElement)
  const next = at === -1 ? lines[0] : lines[at + by]
  next?.focus()
  return next !== undefined
}

/** A field may be folded away: it is opened first. */
const reveal = (field: HTMLInputElement): void => {
  const folded = field.closest('details')
  if (folded !== null) folded.open = true
  field.focus()
}

const press = (key: string): boolean => {
  const target = [...document.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset['key'] === key)
  if (target instanceof HTMLInputElement) {
    reveal(target)
    return true
  }
  if (target !== undefined) {
    target.click()
    return true
  }
  return (key === 'j' && step(1)) || (key === 'k' && step(-1))
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event) || isOff()) return
  if (press(event.key)) event.preventDefault()
})

document.querySelectorAll<HTMLElement>('[data-keys]').forEach((place) => {
  const button = place.querySelector('button')
  if (button === null) return
  const { off = '', on = '' } = place.dataset
  const say = (): void => {
    button.textContent = isOff() ? on : off
  }
  button.addEventListener('click', () => {
    localStorage.setItem(offMark, isOff() ? 'on' : 'off')
    say()
  })
  say()
  place.hidden = false
})

const take = (field: HTMLInputElement, files: FileList | undefined): boolean => {
  if (files === undefined || files.length === 0) return false
  field.files = files
  reveal(field)
  return true
}

const field = document.querySelector<HTMLInputElement>('input[type=file][data-drop]')
if (field !== null) {
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    take(field, event.dataTransfer?.files)
  })
  document.addEventListener('paste', (event) => {
    if (take(field, event.clipboardData?.files)) event.preventDefault()
  })
}
