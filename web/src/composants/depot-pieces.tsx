import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { deposerPiece } from "../api/commandes";
import { enErreurApi } from "../api/probleme";
import { piece as laPiece } from "../api/requetes";
import type { Piece } from "../api/types";
import { annoncer } from "./annonces";
import { Button } from "./bouton";
import { INSECABLE, taille } from "./formats";
import { donnerFoyer } from "./foyer";

interface Envoi {
  cle: string;
  fichier: File;
  part: number;
  erreur?: string;
}

interface Props {
  legende: string;
  nature: string;
  pieces: Piece[];
  changer: (pieces: (avant: Piece[]) => Piece[]) => void;
}

/** Sends pieces as they are chosen, each with its progress; what failed can be tried again under the same key. */
export function DepotPieces({ legende, nature, pieces, changer }: Props) {
  const id = useId();
  const champ = useRef<HTMLInputElement>(null);
  const [envois, setEnvois] = useState<Envoi[]>([]);
  const modifier = (cle: string, champs: Partial<Envoi>) =>
    setEnvois((avant) => avant.map((envoi) => (envoi.cle === cle ? { ...envoi, ...champs } : envoi)));
  const retirer = (cle: string) => setEnvois((avant) => avant.filter((envoi) => envoi.cle !== cle));

  const envoyer = async ({ cle, fichier }: Envoi) => {
    modifier(cle, { erreur: undefined, part: 0 });
    try {
      const piece = await deposerPiece(fichier, nature, cle, (part) => modifier(cle, { part }));
      changer((avant) => [...avant.filter(({ piece_id }) => piece_id !== piece.piece_id), piece]);
      retirer(cle);
      annoncer(`${fichier.name} est reçu.`);
    } catch (cause) {
      modifier(cle, { erreur: enErreurApi(cause).message });
    }
  };
  const ajouter = (fichiers: FileList | null) => {
    const nouveaux = Array.from(fichiers ?? []).map((fichier) => ({ cle: crypto.randomUUID(), fichier, part: 0 }));
    setEnvois((avant) => [...avant, ...nouveaux]);
    for (const envoi of nouveaux) void envoyer(envoi);
    if (champ.current) champ.current.value = "";
  };

  return (
    <div className="fr-upload-group fr-mb-3w">
      <label className="fr-label" htmlFor={id}>
        {legende}
        <span className="fr-hint-text">
          50{INSECABLE}Mo au plus par fichier. PDF, image ou texte.
        </span>
      </label>
      <input ref={champ} id={id} className="fr-upload" type="file" multiple onChange={(e) => ajouter(e.target.files)} />
      <ul className="greffe-pieces">
        {pieces.map((piece) => (
          <li key={piece.piece_id}>
            <span className="fr-icon-checkbox-circle-fill fr-icon--sm greffe-recu" aria-hidden="true" />
            <span>
              {piece.file_name} <span className="greffe-mention">({piece.size > 0 ? `${taille(piece.size)}, reçu` : "déjà jointe"})</span>
              <Refus piece={piece} />
            </span>
            <Button
              size="small"
              priority="tertiary no outline"
              iconId="fr-icon-delete-line"
              title={`Retirer ${piece.file_name} de ce formulaire`}
              onClick={() => {
                changer((avant) => avant.filter(({ piece_id }) => piece_id !== piece.piece_id));
                donnerFoyer(champ.current);
              }}
            />
          </li>
        ))}
        {envois.map((envoi) => (
          <li key={envoi.cle}>
            {envoi.erreur ? (
              <>
                <span className="fr-error-text fr-mt-0" role="alert">
                  {envoi.fichier.name}
                  {INSECABLE}: {envoi.erreur}
                </span>
                <Button size="small" priority="tertiary" onClick={() => void envoyer(envoi)}>
                  Réessayer
                </Button>
                <Button
                  size="small"
                  priority="tertiary no outline"
                  onClick={() => {
                    retirer(envoi.cle);
                    donnerFoyer(champ.current);
                  }}
                >
                  Abandonner
                </Button>
              </>
            ) : (
              <>
                <span>{envoi.fichier.name}</span>
                <progress value={envoi.part} max={1} aria-label={`Envoi de ${envoi.fichier.name}`} />
                <span className="greffe-mention">
                  {Math.round(envoi.part * 100)}
                  {INSECABLE}%
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Checks end after the reception, which stands: whoever has just sent the file learns that it will not be served, and why. */
function Refus({ piece }: { piece: Piece }) {
  const { data } = useQuery(laPiece(piece.piece_id));
  if (data?.control?.state !== "refusee") return null;
  return (
    <span className="fr-error-text fr-mt-0" role="alert">
      {data.control.message}.
    </span>
  );
}
