import type { JSONContent } from "@tiptap/core";
import { type Bloc, type Ligne, ligneCanonique, type Niveau } from "./texte";

/** The blocks of a text as the document that the editor holds, and back. */
const lignesEnNoeuds = (lignes: Ligne[]): JSONContent[] =>
  lignes.flatMap((ligne, rang) => [
    ...(rang > 0 ? [{ type: "hardBreak" }] : []),
    ...ligne.map(({ texte, gras, italique }) => ({
      type: "text",
      text: texte,
      marks: [...(gras ? [{ type: "bold" }] : []), ...(italique ? [{ type: "italic" }] : [])],
    })),
  ]);

const paragraphe = (lignes: Ligne[]): JSONContent => ({ type: "paragraph", content: lignesEnNoeuds(lignes) });

function noeudDe(bloc: Bloc): JSONContent {
  switch (bloc.nature) {
    case "titre":
      return { type: "heading", attrs: { level: bloc.niveau }, content: lignesEnNoeuds([bloc.ligne]) };
    case "numero":
      return { type: "numero", content: lignesEnNoeuds(bloc.lignes) };
    case "citation":
      return { type: "blockquote", content: bloc.paragraphes.map(paragraphe) };
    case "liste":
      return { type: "bulletList", content: bloc.points.map((lignes) => ({ type: "listItem", content: [paragraphe(lignes)] })) };
    case "paragraphe":
      return paragraphe(bloc.lignes);
  }
}

export const documentDe = (blocs: Bloc[]): JSONContent => ({ type: "doc", content: blocs.map(noeudDe) });

function lignesDuNoeud({ content = [] }: JSONContent): Ligne[] {
  const lignes: Ligne[] = [[]];
  for (const { type, text = "", marks = [] } of content) {
    const porte = (nom: string) => marks.some((marque) => marque.type === nom);
    if (type === "hardBreak") lignes.push([]);
    else lignes.at(-1)?.push({ texte: text, ...(porte("bold") && { gras: true }), ...(porte("italic") && { italique: true }) });
  }
  return lignes.map(ligneCanonique);
}

function blocDe(noeud: JSONContent): Bloc {
  const dedans = noeud.content ?? [];
  switch (noeud.type) {
    case "heading":
      return { nature: "titre", niveau: (noeud.attrs?.level ?? 2) as Niveau, ligne: lignesDuNoeud(noeud)[0] ?? [] };
    case "numero":
      return { nature: "numero", lignes: lignesDuNoeud(noeud) };
    case "blockquote":
      return { nature: "citation", paragraphes: dedans.map(lignesDuNoeud) };
    case "bulletList":
      return { nature: "liste", points: dedans.map((point) => lignesDuNoeud(point.content?.[0] ?? {})) };
    default:
      return { nature: "paragraphe", lignes: lignesDuNoeud(noeud) };
  }
}

export const blocsDe = (document: JSONContent): Bloc[] => (document.content ?? []).map(blocDe);
