// A pasted text or a file as chunks of bytes, read once from its start to its end. What is packed with
// gzip, as support logs are, comes out unpacked.

const GZIP = [0x1f, 0x8b]

/** `onRead` is told how many bytes of the blob itself have been read. */
export async function bytesOf(
  blob: Blob,
  onRead: (bytes: number) => void,
): Promise<ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>> {
  let read = 0
  const counted = blob.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        read += chunk.length
        onRead(read)
        controller.enqueue(chunk)
      },
    }),
  )
  const head = new Uint8Array(await blob.slice(0, GZIP.length).arrayBuffer())
  const isPacked = head.length === GZIP.length && GZIP.every((byte, at) => head[at] === byte)
  return (isPacked ? counted.pipeThrough(new DecompressionStream('gzip')) : counted).getReader()
}
