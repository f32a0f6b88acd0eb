import { useState } from "react";
import { Button } from "../../composants/bouton";
import { enregistrerFichier } from "../../composants/fichier";
import { occupe } from "../../composants/foyer";
import { lire } from "./texte";

interface Props {
  texte: string;
  titre: string;
  filigrane: string;
  /** Address of the version as a PDF; none while what is shown is not saved. */
  pdf?: string | undefined;
}

/** Makes the file in this page, with what it takes to make it loaded then. */
const FORMATS = {
  docx: async ({ texte, titre, filigrane }: Props) => (await import("./docx-ecrire")).ecrireDocx(lire(texte), titre, filigrane),
  odt: async ({ texte, filigrane }: Props) => (await import("./odt-ecrire")).ecrireOdt(lire(texte), filigrane),
};

/** The text on paper, or in a file of a word processor; both bear the watermark. */
export function Sortie(props: Props) {
  const [enCours, setEnCours] = useState(false);
  const exporter = async (format: keyof typeof FORMATS) => {
    if (enCours) return;
    setEnCours(true);
    try {
      enregistrerFichier(`${props.titre.replace(/[^\p{L}\p{N} ’'-]/gu, "").trim() || "Papier"}.${format}`, await FORMATS[format](props));
    } finally {
      setEnCours(false);
    }
  };
  return (
    <div className="greffe-actions fr-my-2w">
      <Button size="small" priority="tertiary" nativeButtonProps={occupe(enCours)} onClick={() => void exporter("docx")}>
        Exporter en DOCX
      </Button>
      <Button size="small" priority="tertiary" nativeButtonProps={occupe(enCours)} onClick={() => void exporter("odt")}>
        Exporter en ODT
      </Button>
      {props.pdf && (
        <a className="fr-btn fr-btn--sm fr-btn--tertiary" href={props.pdf} target="_blank" rel="noreferrer">
          Ouvrir en PDF<span className="fr-sr-only"> (nouvelle fenêtre)</span>
        </a>
      )}
      <Button size="small" priority="tertiary" onClick={() => window.print()}>
        Imprimer
      </Button>
    </div>
  );
}
