import { describe, expect, test } from 'vitest'
import { commandFor } from './keys.ts'

const press = (key: string, modifier = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifier,
})

describe('keys', () => {
  test('step by action sideways, by small step up and down', () => {
    expect(commandFor(press('ArrowRight'), 'nothing')).toBe('step-forward')
    expect(commandFor(press('ArrowLeft'), 'nothing')).toBe('step-back')
    expect(commandFor(press('ArrowDown'), 'nothing')).toBe('small-step-forward')
    expect(commandFor(press('ArrowUp'), 'nothing')).toBe('small-step-back')
  })

  test('Space and K play', () => {
    expect(commandFor(press(' '), 'nothing')).toBe('play')
    expect(commandFor(press('k'), 'range')).toBe('play')
  })

  test('Space stays with a focused button, arrows do not', () => {
    expect(commandFor(press(' '), 'button')).toBeNull()
    expect(commandFor(press('ArrowRight'), 'button')).toBe('step-forward')
  })

  test('arrows, Home and End stay with the slider', () => {
    for (const key of ['ArrowRight', 'ArrowUp', 'Home', 'End'])
      expect(commandFor(press(key), 'range')).toBeNull()
    expect(commandFor(press(' '), 'range')).toBe('play')
  })

  test('nothing is taken from text, menus and dialogs, and nothing with a modifier', () => {
    for (const key of ['ArrowRight', ' ', 'k', '?', 'Home'])
      expect(commandFor(press(key), 'everything')).toBeNull()
    expect(commandFor(press('k', { ctrlKey: true }), 'nothing')).toBeNull()
  })

  test('a panel that scrolls keeps up and down, and leaves the actions', () => {
    expect(commandFor(press('ArrowDown'), 'scroller')).toBeNull()
    expect(commandFor(press('ArrowRight'), 'scroller')).toBe('step-forward')
  })
})
