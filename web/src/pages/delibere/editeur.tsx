import type { Editor } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { DOMParser, type Node } from "@tiptap/pm/model";
import { EditorContent, useEditor } from "@tiptap/react";
import { type ReactNode, useDeferredValue, useId, useMemo, useState } from "react";
import { Button } from "../../composants/bouton";
import { Barre } from "./barre";
import { type Constat, verifier } from "./citations";
import { type Citee, citeesDans } from "./citees";
import { Constats } from "./constats";
import { DecisionsCitees } from "./decisions-citees";
import { blocsDe, documentDe } from "./document";
import { type Bases, Import } from "./import";
import { PlanDuTexte } from "./plan";
import { reduire } from "./reduction";
import { EXTENSIONS } from "./schema";
import { planDe, STRUCTURE } from "./structure";
import { type Bloc, ecrire, estVide, lire } from "./texte";
import { aViser } from "./visas";
import { VisasProposes } from "./visas-proposes";

const MARGE = { top: 96, right: 0, bottom: 32, left: 0 };

interface Props {
  /** The text as it was read; what is typed after is told by `changer` alone. */
  initial: string;
  projet: boolean;
  /** What a projet may begin with, once it is known what the case says. */
  modele?: Bloc[];
  bases: Bases;
  /** Numbers of this case and of those joined to it: the Court does not cite itself by them. */
  propres: string[];
  changer: (texte: string) => void;
  /** What stands right under the text: whether it is saved, and what one does with it. */
  children: ReactNode;
}

/** Puts other blocks in the place of the text, in one step that « Annuler » takes back whole. */
function remplacer(editeur: Editor, blocs: Bloc[]): void {
  const { tr, schema, doc } = editeur.state;
  editeur.view.dispatch(closeHistory(tr.replaceWith(0, doc.content.size, schema.nodeFromJSON(documentDe(blocs)).content)));
}

/** A paragraph that has not changed is the same object: what it cites is not looked for again at each key. */
const verifies = new WeakMap<Node, Constat[]>();

function constatsDuParagraphe(noeud: Node): Constat[] {
  // A line break counts for one, as in the document.
  const constats = verifies.get(noeud) ?? verifier(noeud.textBetween(0, noeud.content.size, "\n", "\n"));
  verifies.set(noeud, constats);
  return constats;
}

/** What each paragraph cites, at its place in the document. */
function constatsDe(document: Node): Constat[] {
  const constats: Constat[] = [];
  document.descendants((noeud, position) => {
    if (!noeud.isTextblock) return;
    for (const { debut, fin, ...dit } of constatsDuParagraphe(noeud)) {
      constats.push({ debut: position + 1 + debut, fin: position + 1 + fin, ...dit });
    }
  });
  return constats;
}

/** The paragraphs of a document, as plain text. */
function paragraphesDe(document: Node): string[] {
  const textes: string[] = [];
  document.descendants((noeud) => {
    if (noeud.isTextblock) textes.push(noeud.textBetween(0, noeud.content.size, "\n", "\n"));
  });
  return textes;
}

/** Where the document holds a visa that is left to write. */
function visaAEcrire(document: Node): { from: number; to: number } | undefined {
  let from = 0;
  for (let rang = 0; rang < document.childCount; rang += 1) {
    const noeud = document.child(rang);
    if (/^Vu les articles …/u.test(noeud.textContent)) return { from, to: from + noeud.nodeSize };
    from += noeud.nodeSize;
  }
  return undefined;
}

/** Puts a visa in the place of the one left to write, else of an empty paragraph where one writes, else after the block there. */
function poserVisa(editeur: Editor, texte: string): void {
  const { doc, selection } = editeur.state;
  const { $from } = selection;
  const debut = $from.depth > 0 ? $from.before(1) : doc.content.size;
  const fin = $from.depth > 0 ? $from.after(1) : doc.content.size;
  const vide = $from.depth === 1 && $from.parent.content.size === 0;
  const paragraphe = { type: "paragraph", content: [{ type: "text", text: texte }] };
  editeur.chain().focus().insertContentAt(visaAEcrire(doc) ?? (vide ? { from: debut, to: fin } : fin), paragraphe).run();
}

/** Decisions that the document cites, at their places in it. */
function citeesDe(document: Node, propres: string[]): Citee[] {
  const citees: Citee[] = [];
  document.descendants((noeud, position) => {
    if (!noeud.isTextblock) return;
    for (const citee of citeesDans(noeud.textBetween(0, noeud.content.size, "\n", "\n"), propres)) {
      citees.push({ ...citee, debut: position + 1 + citee.debut, fin: position + 1 + citee.fin });
    }
  });
  return citees;
}

/** The text of a paper while it is written. Loaded when a paper is opened to be written, and then alone. */
export default function Editeur({ initial, projet, modele, bases, propres, changer, children }: Props) {
  const id = useId();
  const [blocs, setBlocs] = useState(() => lire(initial));
  const editeur = useEditor({
    extensions: EXTENSIONS,
    content: documentDe(blocs),
    // The content security policy refuses its style element: the rules are in `greffe.css`.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      // What one goes to is not left under the toolbar.
      scrollMargin: MARGE,
      scrollThreshold: MARGE,
      attributes: {
        id: `${id}-zone`,
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": id,
        class: "greffe-editeur greffe-redige",
        // Some browsers send what they check or translate to their maker: this text goes nowhere.
        spellcheck: "false",
        translate: "no",
      },
      transformPastedHTML: (html) => reduire(html, 2).innerHTML,
    },
    onUpdate: ({ editor }) => {
      const ecrits = blocsDe(editor.getJSON());
      setBlocs(ecrits);
      changer(ecrire(ecrits));
    },
  });
  const document = useDeferredValue(editeur.state.doc);
  const constats = useMemo(() => constatsDe(document), [document]);
  const plan = useMemo(() => planDe(blocs, projet), [blocs, projet]);
  const vises = useMemo(() => (projet ? aViser(paragraphesDe(document)) : []), [document, projet]);

  const aller = (debut: number, fin = debut) => {
    editeur.chain().focus(undefined, { scrollIntoView: false }).setTextSelection({ from: debut, to: fin }).scrollIntoView().run();
  };
  const allerAuBloc = (rang: number) => {
    let position = 0;
    for (let avant = 0; avant < rang; avant += 1) position += editeur.state.doc.child(avant).nodeSize;
    aller(position + 1);
  };
  const structurer = (structure: Bloc[]) => {
    remplacer(editeur, structure);
    allerAuBloc(structure.findIndex(({ nature }) => nature === "numero"));
  };
  const lireHtml = (html: string) => blocsDe(DOMParser.fromSchema(editeur.schema).parse(reduire(html, 1)).toJSON());

  return (
    <>
      <div className="greffe-redaction">
        <div className="greffe-redaction__texte">
          <p id={id} className="fr-label fr-mb-1w greffe-sans-impression">
            Texte
          </p>
          <Barre editeur={editeur} zone={`${id}-zone`} />
          <EditorContent editor={editeur} />
          {children}
        </div>
        <div className="greffe-redaction__plan">
          {projet && estVide(blocs) && (
            <>
              <Button size="small" priority="secondary" className="fr-mb-2w" onClick={() => structurer(STRUCTURE)}>
                Insérer la structure
              </Button>
              {modele && (
                <Button size="small" priority="tertiary" className="fr-mb-2w" onClick={() => structurer(modele)}>
                  Commencer par ce que dit le dossier
                </Button>
              )}
            </>
          )}
          <PlanDuTexte plan={plan} aller={allerAuBloc} />
        </div>
      </div>
      <Constats constats={constats} aller={({ debut, fin }) => aller(debut, fin)} />
      <VisasProposes vises={vises} poser={(texte) => poserVisa(editeur, texte)} />
      <DecisionsCitees lire={() => citeesDe(editeur.state.doc, propres)} aller={({ debut, fin }) => aller(debut, fin)} />
      <Import actuel={blocs} bases={bases} lireHtml={lireHtml} remplacer={(neufs) => remplacer(editeur, neufs)} />
    </>
  );
}
