// The worked example of the 32K machine: free blocks of order 0 and 1 after every step of a-to-f.buddy, from the start
// on. Core, command line and page are each held against it.

export const WORKED: readonly (readonly number[])[] = [
  [0, 4],
  [0, 3],
  [1, 2],
  [2, 0],
  [1, 0],
  [2, 0],
  [1, 2],
  [2, 0],
  [2, 0],
]
