// @ts-check
// `npm start`: builds the page, serves it on this machine and prints where. `npm start -- --port 8080 --host 0.0.0.0`
// serve it elsewhere; where the port is taken, the next free one is used.
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4173' },
    host: { type: 'string', default: '127.0.0.1' },
  },
})

await build({ logLevel: 'warn' })
const server = await preview({
  preview: { host: values.host, port: Number(values.port), strictPort: false },
})
const address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0]
process.stdout.write(`Buddyscope is at ${address} (Ctrl+C stops it)\n`)
