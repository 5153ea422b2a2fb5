import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
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

export default defineConfig({
  base: './', // the page works from any folder, such as a project's GitHub Pages
  plugins: [react(), tailwindcss(), inlineScriptsWhileDeveloping],
  resolve: { dedupe: ['@codemirror/state', '@codemirror/view'] },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: true,
    rolldownOptions: {
      output: {
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
  },
})
