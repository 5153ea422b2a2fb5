import { expect, it } from 'vitest'
import { parseScript } from './parse.ts'
import { withSetting } from './with-setting.ts'

const SOURCE = 'title "policy x"\n  policy linux # as Linux does\nmemory 4M\nalloc policy 4K\n'

it('replaces the line of a setting, and no other', () => {
  const lines = withSetting(SOURCE, 'policy article').split('\n')
  expect(lines).toEqual(['title "policy x"', 'policy article', 'memory 4M', 'alloc policy 4K', ''])
})

it('puts a setting at the top where there is none', () => {
  const source = withSetting(SOURCE, 'grouping off')
  expect(source.split('\n')[0]).toBe('grouping off')
  expect(parseScript(source).script?.config).toMatchObject({ policy: 'linux', grouping: false })
})

it('tells a key from one that begins like it', () => {
  const source = withSetting('pageblock-order 3\nmemory 1M', 'page-size 4K')
  expect(source).toBe('page-size 4K\npageblock-order 3\nmemory 1M')
})
