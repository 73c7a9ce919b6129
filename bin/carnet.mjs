#!/usr/bin/env node
// `npx carnet …` and `npm start` are one program: the compiled main file.
import { existsSync } from 'node:fs'

const main = new URL('../dist/src/main.js', import.meta.url)
if (!existsSync(main)) {
  process.stderr.write('Carnet is not built yet. Run: npm run build\n')
  process.exit(1)
}
await import(main.href)
