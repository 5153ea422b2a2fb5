// @ts-check
// A module hook that takes the types off TypeScript files. It awaits nothing, so that it serves both of Node's hook
// interfaces: `module.registerHooks` (in the same thread) and `module.register` (Node 20).
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'

/**
 * @template Loaded
 * @param {string} url
 * @param {unknown} context
 * @param {(url: string, context: unknown) => Loaded} nextLoad
 */
export function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context)
  const path = fileURLToPath(url)
  const { code, map, errors } = transformSync(path, readFileSync(path, 'utf8'), {
    sourcemap: true,
    tsconfig: false,
  })
  if (errors.length > 0)
    throw new SyntaxError(`${path}: ${errors.map((e) => e.message).join('\n')}`)
  const inline = Buffer.from(JSON.stringify(map)).toString('base64')
  return {
    format: 'module',
    shortCircuit: true,
    source: `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}`,
  }
}
