import { useId, useRef, useState } from "react";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { Lecture } from "./lecture";
import type { Bloc } from "./texte";

interface Props {
  actuel: Bloc[];
  lireHtml: (html: string) => Bloc[];
  remplacer: (blocs: Bloc[]) => void;
}

interface Recu {
  nom: string;
  blocs: Bloc[];
  /** The text that it took the place of, once it did. */
  avant?: Bloc[];
}

/** Above this, a word processor's file is no text of a decision. */
const OCTETS = 20_000_000;

/** The HTML of a word processor's file, read in this page: it is sent nowhere. */
async function htmlDe(fichier: File): Promise<string> {
  if (fichier.size > OCTETS) throw new RangeError("file too large");
  const octets = await fichier.arrayBuffer();
  if (/\.odt$/i.test(fichier.name)) return (await import("./odt-lire")).lireOdt(new Uint8Array(octets));
  return (await import("./docx-lire")).lireDocx(octets);
}

/** A file of a word processor, shown before it takes the place of the text, and taken back afterwards if need be. */
export function Import({ actuel, lireHtml, remplacer }: Props) {
  const id = useId();
  const champ = useRef<HTMLInputElement>(null);
  const [recu, setRecu] = useState<Recu>();
  const [refus, setRefus] = useState<string>();

  const ouvrir = async (fichier: File | undefined) => {
    if (champ.current) champ.current.value = "";
    if (!fichier) return;
    setRecu(undefined);
    setRefus(undefined);
    try {
      setRecu({ nom: fichier.name, blocs: lireHtml(await htmlDe(fichier)) });
    } catch {
      setRefus(`${fichier.name} ne se lit pas. Choisissez un document DOCX ou ODT, sans mot de passe, de 20${INSECABLE}Mo au plus.`);
    }
  };
  const fermer = (dit: string) => {
    setRecu(undefined);
    annoncer(dit);
    donnerFoyer(champ.current);
  };
  const prendre = ({ nom, blocs }: Recu) => {
    setRecu({ nom, blocs, avant: actuel });
    remplacer(blocs);
    annoncer(`Le texte est remplacé par ${nom}.`);
    donnerFoyer(champ.current);
  };
  return (
    <div className="greffe-sans-impression fr-mt-3w">
      <div className={`fr-upload-group ${refus ? "fr-upload-group--error" : ""}`}>
        <label className="fr-label" htmlFor={id}>
          Reprendre un document
          <span className="fr-hint-text">DOCX ou ODT. Il est lu dans cette page, et montré avant de remplacer le texte.</span>
        </label>
        <input
          ref={champ}
          id={id}
          className="fr-upload"
          type="file"
          accept=".docx,.odt"
          aria-describedby={refus && `${id}-refus`}
          onChange={(e) => void ouvrir(e.target.files?.[0])}
        />
        {refus && (
          <p id={`${id}-refus`} className="fr-error-text" role="alert">
            {refus}
          </p>
        )}
      </div>
      {recu && !recu.avant && (
        <div className="greffe-bloc fr-mt-2w" role="group" aria-label="Document à reprendre">
          <p>
            {recu.nom}, tel qu’il remplacera le texte. Les images ne sont pas reprises{INSECABLE}; les notes sont mises à la fin.
          </p>
          {/* Its keyboard readers scroll it. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="greffe-apercu" tabIndex={0} role="region" aria-label="Aperçu du document">
            <Lecture blocs={recu.blocs} />
          </div>
          <div className="greffe-actions">
            <Button onClick={() => prendre(recu)}>Remplacer le texte</Button>
            <Button priority="secondary" onClick={() => fermer("Le texte est resté tel quel.")}>
              Garder mon texte
            </Button>
          </div>
        </div>
      )}
      {recu?.avant && (
        <div className="greffe-bloc fr-mt-2w" role="group" aria-label="Texte remplacé">
          <p>{recu.nom} a remplacé le texte.</p>
          <div className="greffe-actions">
            <Button
              priority="secondary"
              onClick={() => {
                remplacer(recu.avant ?? actuel);
                fermer("Le texte d’avant est revenu.");
              }}
            >
              Revenir au texte d’avant
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
