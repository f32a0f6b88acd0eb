import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "../../composants/bouton";

interface Outil {
  nom: string;
  faire: (suite: ChainedCommands) => ChainedCommands;
  /** Whether the mark or the block is the one under the cursor; none for a gesture. */
  actif?: (editeur: Editor) => boolean;
}

const bloc = (nom: string, type: string, level?: number): Outil => ({
  nom,
  faire: (suite) => suite.toggleNode(type, "paragraph", level ? { level } : {}),
  actif: (editeur) => editeur.isActive(type, level ? { level } : {}),
});

const OUTILS: Outil[] = [
  bloc("Titre", "heading", 2),
  bloc("Sous-titre", "heading", 3),
  bloc("Intertitre", "heading", 4),
  bloc("Paragraphe numéroté", "numero"),
  { nom: "Gras", faire: (suite) => suite.toggleBold(), actif: (editeur) => editeur.isActive("bold") },
  { nom: "Italique", faire: (suite) => suite.toggleItalic(), actif: (editeur) => editeur.isActive("italic") },
  { nom: "Liste", faire: (suite) => suite.toggleBulletList(), actif: (editeur) => editeur.isActive("bulletList") },
  { nom: "Citation", faire: (suite) => suite.toggleBlockquote(), actif: (editeur) => editeur.isActive("blockquote") },
  { nom: "Annuler", faire: (suite) => suite.undo() },
  { nom: "Rétablir", faire: (suite) => suite.redo() },
];

const PAS: Record<string, (rang: number) => number> = {
  ArrowRight: (rang) => (rang + 1) % OUTILS.length,
  ArrowLeft: (rang) => (rang + OUTILS.length - 1) % OUTILS.length,
  Home: () => 0,
  End: () => OUTILS.length - 1,
};

/** One stop of the Tab key; the arrows go from one tool to the next. A tool leaves the focus where it is. */
export function Barre({ editeur, zone }: { editeur: Editor; zone: string }) {
  const [ici, setIci] = useState(0);
  const boutons = useRef<(HTMLButtonElement | null)[]>([]);
  const etats = useEditorState({
    editor: editeur,
    selector: ({ editor }) =>
      OUTILS.map(({ faire, actif }) => ({ actif: actif?.(editor), possible: actif ? true : faire(editor.can().chain()).run() })),
  });
  const suivre = (touche: KeyboardEvent, rang: number) => {
    const vers = PAS[touche.key]?.(rang);
    if (vers === undefined) return;
    touche.preventDefault();
    setIci(vers);
    boutons.current[vers]?.focus();
  };
  return (
    <div role="toolbar" aria-label="Mise en forme" aria-controls={zone} className="greffe-barre greffe-sans-impression">
      {OUTILS.map(({ nom, faire }, rang) => (
        <Button
          key={nom}
          ref={(bouton) => {
            boutons.current[rang] = bouton;
          }}
          size="small"
          priority="tertiary"
          onClick={() => {
            setIci(rang);
            faire(editeur.chain()).run();
          }}
          nativeButtonProps={{
            tabIndex: rang === ici ? 0 : -1,
            "aria-pressed": etats[rang]?.actif,
            "aria-disabled": !etats[rang]?.possible,
            // The text keeps its selection, and the focus if it has it.
            onMouseDown: (souris) => souris.preventDefault(),
            onFocus: () => setIci(rang),
            onKeyDown: (touche) => suivre(touche, rang),
          }}
        >
          {nom}
        </Button>
      ))}
    </div>
  );
}
