import { expect, test } from 'vitest'
import { stripHostNames } from './host-names.ts'

test.each([
  ['May 10 18:03:22 web-7 kernel: Node 0', 'May 10 18:03:22 host kernel: Node 0'],
  ['May 10 18:03:22 [web-7] kernel: x', 'May 10 18:03:22 [host] kernel: x'],
  [
    '2024-03-01T10:00:00.123+01:00 db.example.org kernel: x',
    '2024-03-01T10:00:00.123+01:00 host kernel: x',
  ],
  ['root@db-12:~# cat /proc/buddyinfo', 'root@host:~# cat /proc/buddyinfo'],
  ['[root@db-12 ~]# cat /proc/buddyinfo', '[root@host ~]# cat /proc/buddyinfo'],
  ['Linux build7 5.10.0-28-amd64 #1 SMP', 'Linux host 5.10.0-28-amd64 #1 SMP'],
  [
    'node_buddyinfo_blocks{instance="n1.example:9100",zone="DMA"} 1',
    'node_buddyinfo_blocks{instance="host:9100",zone="DMA"} 1',
  ],
])('%s', (text, stripped) => {
  expect(stripHostNames(text).text).toBe(stripped)
})

test('a name that was found in one place is replaced everywhere, as a whole word', () => {
  const { text, names } = stripHostNames(
    'May 10 18:03:22 web kernel: x\nweb said: webserver at web.\nMay 10 18:03:22 db kernel: y\n',
  )
  expect(text).toBe(
    'May 10 18:03:22 host kernel: x\nhost said: webserver at host.\nMay 10 18:03:22 host-2 kernel: y\n',
  )
  expect(names).toEqual(['web', 'db'])
})

test('kernel text without a host stays as it is', () => {
  const text =
    '[  812.1] Node 0 DMA: 1*4kB (U)\nNode 0, zone Normal 1 2 3\nLinux version 6.1.0 (gcc)\n'
  expect(stripHostNames(text)).toEqual({ text, names: [] })
})
