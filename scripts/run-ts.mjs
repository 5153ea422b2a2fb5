// @ts-check
// Runs a TypeScript file on Node, which (before 22.18) runs none by itself:
//   node scripts/run-ts.mjs FILE [ARGUMENT…]
// Types are taken off file by file as Node loads them (scripts/ts-hooks.mjs): no build, no cache, no child process, so
// arguments, standard input, exit code and output are those of the file itself.
import module from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [file, ...args] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('usage: node scripts/run-ts.mjs FILE [ARGUMENT…]\n')
  process.exit(2)
}

process.setSourceMapsEnabled(true)
const hooks = new URL('./ts-hooks.mjs', import.meta.url)
// The in-thread hooks start faster; Node 20 has only the older kind.
const inThread = /** @type {{ registerHooks?: (hooks: object) => void }} */ (module)
if (inThread.registerHooks) inThread.registerHooks(await import(hooks.href))
else module.register(hooks)

const path = resolve(file)
process.argv = [process.execPath, path, ...args]
await import(pathToFileURL(path).href)
