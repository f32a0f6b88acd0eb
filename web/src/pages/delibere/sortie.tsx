import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adressePapier, type LecturePapier, type Papier, papier as lirePapier } from "../../api/delibere";
import { ErreurApi } from "../../api/probleme";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Button } from "../../composants/bouton";
import { enregistrerFichier } from "../../composants/fichier";
import { occupe } from "../../composants/foyer";
import { lire } from "./texte";

interface Props {
  papier: Papier;
  /** The version that leaves; none while what is shown is not saved. */
  version: number | undefined;
}

const origine = ({ paper, version }: LecturePapier) => ({ papier: paper.paper_id, version });

/** Makes the file in this page, with what it takes to make it loaded then. */
const FORMATS = {
  docx: async (lu: LecturePapier) => (await import("./docx-ecrire")).ecrireDocx(lire(lu.text), lu.paper.title, lu.watermark, origine(lu)),
  odt: async (lu: LecturePapier) => (await import("./odt-ecrire")).ecrireOdt(lire(lu.text), lu.watermark, origine(lu)),
};

/**
 * The text on paper, or in a file of a word processor; both bear the watermark. What leaves is read anew, as the PDF is: whether one
 * may is decided at that moment, the read is written down, and the watermark tells its minute.
 */
export function Sortie({ papier, version }: Props) {
  const requetes = useQueryClient();
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<ErreurApi>();
  const exporter = async (format: keyof typeof FORMATS) => {
    if (enCours || version === undefined) return;
    setEnCours(true);
    setErreur(undefined);
    try {
      const lu = await requetes.fetchQuery(lirePapier(papier.dossier_id, papier.paper_id, version));
      enregistrerFichier(`${lu.paper.title.replace(/[^\p{L}\p{N} ’'-]/gu, "").trim() || "Papier"}.${format}`, await FORMATS[format](lu));
    } catch (cause) {
      if (!(cause instanceof ErreurApi)) throw cause;
      setErreur(cause);
    } finally {
      setEnCours(false);
    }
  };
  return (
    <>
      <AlerteErreur erreur={erreur} />
      <div className="greffe-actions fr-my-2w">
        {version !== undefined && (
          <>
            <Button size="small" priority="tertiary" nativeButtonProps={occupe(enCours)} onClick={() => void exporter("docx")}>
              Exporter en DOCX
            </Button>
            <Button size="small" priority="tertiary" nativeButtonProps={occupe(enCours)} onClick={() => void exporter("odt")}>
              Exporter en ODT
            </Button>
            <a className="fr-btn fr-btn--sm fr-btn--tertiary" href={adressePapier(papier, version)} target="_blank" rel="noreferrer">
              Ouvrir en PDF<span className="fr-sr-only"> (nouvelle fenêtre)</span>
            </a>
          </>
        )}
        <Button size="small" priority="tertiary" onClick={() => window.print()}>
          Imprimer
        </Button>
      </div>
    </>
  );
}
