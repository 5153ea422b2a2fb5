// Many lines that come in at once without being pasted (dictation, an input method, a tool that
// types) go into the text in one piece. Left to the browser they would be laid out line after
// line, which for a thousand lines takes seconds.

import { EditorView } from '@codemirror/view'

export const blockInput = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== 'insertText' || !event.data?.includes('\n')) return false
    // The page's own selection: the editor may not have heard of its last change yet.
    const range = getSelection()?.getRangeAt(0)
    if (!range || !view.contentDOM.contains(range.commonAncestorContainer)) return false
    event.preventDefault()
    const from = view.posAtDOM(range.startContainer, range.startOffset)
    const to = view.posAtDOM(range.endContainer, range.endOffset)
    const insert = view.state.toText(event.data)
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      scrollIntoView: true,
      userEvent: 'input',
    })
    return true
  },
})
