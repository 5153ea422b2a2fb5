// The script that the bare address opens: part of the page, since nothing is to wait for it.

import source from './a-to-f.buddy?raw'

export const FIRST_SOURCE = source.trimEnd()
