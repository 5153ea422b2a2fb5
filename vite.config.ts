import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin, Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * The page's Content-Security-Policy allows no inline script, but the development server injects
 * one (React's hot reload). Only there it is let in; what is built keeps the policy as written.
 */
const inlineScriptsWhileDeveloping: Plugin = {
  name: 'inline-scripts-while-developing',
  apply: 'serve',
  transformIndexHtml: (html) =>
    html.replace("default-src 'self';", "default-src 'self'; script-src 'self' 'unsafe-inline';"),
}

/**
 * What the page loads at once stays in one chunk: the parts of a first visit are never fetched apart, and
 * one chunk packs better than many. Lazy chunks take what they share with it from there.
 */
function firstVisit() {
  let modules: Set<string> | undefined
  return (id: string, context: { getModuleInfo: (id: string) => Rolldown.ModuleInfo | null }) => {
    if (!modules) {
      modules = new Set()
      const waiting = [fileURLToPath(new URL('./src/main.tsx', import.meta.url))]
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
        if (modules.has(at)) continue
        modules.add(at)
        waiting.push(...(context.getModuleInfo(at)?.importedIds ?? []))
      }
    }
    return modules.has(id) ? 'page' : null
  }
}

export default defineConfig({
  base: './', // the page works from any folder, such as a project's GitHub Pages
  plugins: [react(), tailwindcss(), inlineScriptsWhileDeveloping],
  resolve: { dedupe: ['@codemirror/state', '@codemirror/view'] },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: true,
    modulePreload: {
      polyfill: false, // every browser that runs es2023 knows it by itself
      // What a lazy chunk needs is nearly all in the first one: a list of it would weigh more than it saves.
      resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : []),
    },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: firstVisit(), debugName: 'page' }] },
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => id.includes('/@codemirror/view/'))
            ? 'assets/editor-[hash].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  test: {
    include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000, // the command line's tests start processes, and a machine of two busy cores takes its time
  },
})
