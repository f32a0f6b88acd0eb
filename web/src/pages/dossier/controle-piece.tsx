import { useQueryClient } from "@tanstack/react-query";
import { controlerDeNouveau, useCommande } from "../../api/commandes";
import { pieces } from "../../api/requetes";
import type { Piece } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE } from "../../composants/formats";

const ASPECTS: Record<string, string> = { saine: "success", refusee: "error", attente_antivirus: "warning", en_controle: "info", recue: "info" };
const MOTS: Record<string, string> = {
  saine: "Saine",
  refusee: "Refusée",
  attente_antivirus: "En attente de l’antivirus",
  en_controle: "En contrôle",
  recue: "Reçue",
};

/** Only what its checks found sound is served; an older gateway says nothing of them. */
export const estServie = ({ control }: Piece) => !control || control.state === "saine";

/** Checks end within seconds; the antivirus and the reading of a long scan take their time, and each look is a line of the audit trail. */
const BIENTOT = 3_000;
const PLUS_TARD = 30_000;

/** After how many milliseconds the page asks again, while something is still to come. */
export function redemander(pieces: Piece[]): number | false {
  const dans = (etats: string[]) => pieces.some(({ control }) => control && etats.includes(control.state));
  if (dans(["recue", "en_controle"])) return BIENTOT;
  const lus = pieces.some(({ text }) => text && ["attend", "en_cours"].includes(text.state));
  return lus || dans(["attente_antivirus"]) ? PLUS_TARD : false;
}

/** What the checks of a piece found, why it was refused, and how far the reading of its text has come. */
export function ControlePiece({ piece }: { piece: Piece }) {
  const { control, text } = piece;
  if (!control) return null;
  return (
    <>
      <span className={`fr-badge fr-badge--sm fr-badge--no-icon fr-badge--${ASPECTS[control.state] ?? "info"}`}>{MOTS[control.state] ?? control.state}</span>
      {control.state === "refusee" && (
        <p className="greffe-mention fr-mb-0">
          {control.message}
          {control.reason && (
            <>
              .{" "}
              <a href={`/aide/erreurs/${control.reason}`} target="_blank" rel="noreferrer" title={`Aide sur le motif ${control.reason} — nouvelle fenêtre`}>
                Que faire{INSECABLE}?
              </a>
            </>
          )}
        </p>
      )}
      {control.state === "saine" && control.antivirus === "non_configure" && <p className="greffe-mention fr-mb-0">Sans antivirus</p>}
      {text?.state === "en_cours" && (
        <p className="greffe-mention fr-mb-0">
          Lecture du texte{INSECABLE}: {text.done} sur {Math.max(text.pages, text.done)} pages
        </p>
      )}
    </>
  );
}

/** What was refused, or waits, may be looked at again: a fault of ours mended, an antivirus back. */
export const seControleDeNouveau = ({ control }: Piece) => !!control && ["refusee", "attente_antivirus"].includes(control.state);

/** Begins the checks of a piece anew; the list tells their end. */
export function ControlerDeNouveau({ piece, dossierId }: { piece: Piece; dossierId: string }) {
  const client = useQueryClient();
  const controler = useCommande(
    (_: void, cle: string) => controlerDeNouveau(piece.piece_id, cle),
    () => {
      annoncer(`Le contrôle de ${piece.file_name} recommence.`);
      void client.invalidateQueries({ queryKey: pieces(dossierId).queryKey });
    },
  );
  return (
    <>
      <AlerteErreur erreur={controler.erreur} />
      <Button size="small" priority="tertiary" disabled={controler.enCours} onClick={() => void controler.envoyer()}>
        Contrôler de nouveau<span className="fr-sr-only"> {piece.file_name}</span>
      </Button>
    </>
  );
}
