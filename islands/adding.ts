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

/** One after the other: a phone has no room for several large photos at once. */
const send = async (input: HTMLInputElement, chosen: readonly File[]): Promise<void> => {
  const files = new DataTransfer()
  for (const file of chosen) files.items.add(await shrink(file).catch(() => file))
  input.files = files.files
  input.form?.requestSubmit(document.querySelector<HTMLButtonElement>(`#${input.dataset.send}`))
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
