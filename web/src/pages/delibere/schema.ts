import { type AnyExtension, Node, textblockTypeInputRule } from "@tiptap/core";
import Blockquote from "@tiptap/extension-blockquote";
import Bold from "@tiptap/extension-bold";
import Document from "@tiptap/extension-document";
import HardBreak from "@tiptap/extension-hard-break";
import Heading from "@tiptap/extension-heading";
import Italic from "@tiptap/extension-italic";
import { BulletList, ListItem } from "@tiptap/extension-list";
import Paragraph from "@tiptap/extension-paragraph";
import Text from "@tiptap/extension-text";
import { UndoRedo } from "@tiptap/extensions";

/** A paragraph that the Court numbers: its number is counted where it is shown, so that none is ever written. */
const Numero = Node.create({
  name: "numero",
  group: "block",
  content: "inline*",
  parseHTML: () => [{ tag: "p[data-numero]", priority: 60 }],
  renderHTML: () => ["p", { "data-numero": "", class: "greffe-numerote" }, 0],
  addInputRules() {
    return [textblockTypeInputRule({ find: /^(?:\d+|#)\.\s$/, type: this.type })];
  },
  addKeyboardShortcuts() {
    return {
      // The next paragraph is numbered too, until one is left empty.
      Enter: ({ editor }) => {
        if (!editor.isActive(this.name)) return false;
        if (editor.state.selection.$from.parent.content.size === 0) return editor.commands.setNode("paragraph");
        return editor
          .chain()
          .command(({ tr }) => {
            tr.deleteSelection().split(tr.selection.from, 1, [{ type: this.type }]).scrollIntoView();
            return true;
          })
          .run();
      },
      Backspace: ({ editor }) => {
        const { empty, $from } = editor.state.selection;
        return empty && $from.parentOffset === 0 && editor.isActive(this.name) && editor.commands.setNode("paragraph");
      },
    };
  },
});

/** All that a text may hold: what `texte.ts` writes, and nothing that it would lose. Tab is left to the page. */
export const EXTENSIONS: AnyExtension[] = [
  Document,
  Paragraph,
  Text,
  Bold,
  Italic,
  HardBreak,
  Numero,
  Heading.extend({ content: "text*" }).configure({ levels: [2, 3, 4] }),
  Blockquote.extend({ content: "paragraph+" }),
  BulletList,
  ListItem.extend({
    content: "paragraph",
    addKeyboardShortcuts() {
      return { Enter: () => this.editor.commands.splitListItem(this.name) };
    },
  }),
  UndoRedo,
];
