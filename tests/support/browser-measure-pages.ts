import { at, pressed, type PageToSee } from './page-to-see.ts'

const bring = (name: string, file: string): PageToSee =>
  pressed(name, async (seen) => {
    await seen.goto('/my/measures/import')
    const buffer = Buffer.from(file)
    await seen.locator('input[type=file]').setInputFiles({ name: 'meter.csv', mimeType: 'text/csv', buffer })
    await seen.getByRole('main').locator('form button').first().click()
    await seen.waitForLoadState()
  })

/** The pages of what is measured, those that follow a file included. */
export const measurePages = (): PageToSee[] => [
  ...['', '/add', '/1', '/4/add', '/11/add', '/import'].map((page) => at(`/my/measures${page}`)),
  bring(
    'a file of measurements, read',
    'date,heure,systolique,diastolique\n01/03/2026,08:00,120,80\n02/03/2026,08:00,haut,80\n',
  ),
  bring('a file of measurements, not readable', 'a,b\n1,2\n'),
  at('/my/measures/4'),
]
