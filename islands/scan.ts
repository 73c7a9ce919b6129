// Reads the square of a letter with the camera, where the browser can; without this script, or in a browser without a barcode
// reader, the place stays hidden and the code is typed. Pictures stay in the browser.
//
//   <form> <div data-scan="{name of the field}" data-shape="{pattern of what is sought; else a letter's code}" data-seeking="…" data-found="…" data-failed="…" data-stop="…" hidden>
//            <button type="button">…</button> <video playsinline muted hidden></video> <p role="status"></p>
//          </div> <input name="code"> </form>

interface BarcodeReader {
  detect(picture: HTMLVideoElement): Promise<readonly { rawValue: string }[]>
}

declare global {
  interface Window {
    BarcodeDetector?: new (options: { formats: readonly string[] }) => BarcodeReader
  }
}

const lookEveryMs = 200

/** The code in what a square holds, or nothing: other squares (of an advertisement) are looked past. */
const codeIn = (text: string, shape: string | undefined): string | undefined => {
  if (shape !== undefined) return new RegExp(shape).test(text) ? text : undefined
  const code = text.replaceAll(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-Z]{12}$/.test(code) ? code : undefined
}

/** A browser that reads squares, and which of them are sought. */
interface Seeking {
  reader: BarcodeReader
  shape: string | undefined
}

const find = async ({ reader, shape }: Seeking, video: HTMLVideoElement): Promise<string | undefined> => {
  const squares = await reader.detect(video).catch(() => [])
  return squares.map(({ rawValue }) => codeIn(rawValue, shape)).find((code) => code !== undefined)
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lookEveryMs))

/** Looks until a code is found or the camera is stopped. */
const seek = async (seeking: Seeking, video: HTMLVideoElement): Promise<string | undefined> => {
  for (;;) {
    if (video.srcObject === null) return undefined
    const code = await find(seeking, video)
    if (code !== undefined) return code
    await pause()
  }
}

const stop = (video: HTMLVideoElement): void => {
  if (video.srcObject instanceof MediaStream) for (const track of video.srcObject.getTracks()) track.stop()
  video.srcObject = null
  video.hidden = true
}

/** Shows the camera, fills the field with the code and sends the form: nothing more is to be pressed. */
const scan = async (place: HTMLElement, video: HTMLVideoElement, reader: BarcodeReader): Promise<boolean> => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  video.srcObject = stream
  video.hidden = false
  await video.play()
  const code = await seek({ reader, shape: place.dataset['shape'] }, video)
  stop(video)
  const form = place.closest('form')
  const field = form?.elements.namedItem(place.dataset['scan'] ?? '')
  if (code === undefined || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return false
  field.value = code
  form?.requestSubmit()
  return true
}

const start = (place: HTMLElement, reader: BarcodeReader): void => {
  const [button, video] = [place.querySelector('button'), place.querySelector('video')]
  const status = place.querySelector('[role=status]')
  if (button === null || video === null || status === null) return
  const { seeking = '', found = '', failed = '', stop: stopping = '' } = place.dataset
  const begin = button.textContent
  // From the press to the answer of who owns the camera there is no stream yet: a second one would never be stopped.
  let isRunning = false
  const run = async (): Promise<void> => {
    button.textContent = stopping
    status.textContent = seeking
    const isFound = await scan(place, video, reader)
    status.textContent = isFound ? found : ''
  }
  button.addEventListener('click', () => {
    if (video.srcObject !== null) return stop(video)
    if (isRunning) return
    isRunning = true
    run()
      .catch(() => {
        stop(video)
        status.textContent = failed
      })
      .finally(() => {
        button.textContent = begin
        isRunning = false
      })
  })
  place.hidden = false
}

if (window.BarcodeDetector !== undefined && 'mediaDevices' in navigator) {
  const reader = new window.BarcodeDetector({ formats: ['qr_code'] })
  document.querySelectorAll<HTMLElement>('[data-scan]').forEach((place) => start(place, reader))
}
