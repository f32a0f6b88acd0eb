import { Select } from "@codegouvfr/react-dsfr/Select";
import { useId, useRef, useState } from "react";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { partiesXml, Refus } from "./archive";
import { Lecture } from "./lecture";
import { type Origine, origineDe } from "./origine";
import { type Reste, restesDe } from "./restes";
import type { Bloc } from "./texte";

/** The paper, the version that what is written rests on, and the last that is known: its author reads all those before. */
export interface Bases {
  papier: string;
  version: number;
  derniere: number;
  /** Says that what is written rests on another: a save is then refused if a later one came first. */
  reposer: (version: number) => void;
}

interface Props {
  actuel: Bloc[];
  bases: Bases;
  lireHtml: (html: string) => Bloc[];
  remplacer: (blocs: Bloc[]) => void;
}

interface Recu {
  nom: string;
  blocs: Bloc[];
  restes: Reste[];
  /** What it says it was made from. */
  origine: Origine | undefined;
  /** The text that it took the place of, and what that rested on, once it did. */
  avant?: { blocs: Bloc[]; version: number };
}

/** Above this, a word processor's file is no text of a decision. */
const OCTETS = 20_000_000;

/** What a word processor's file holds, read in this page: it is sent nowhere. */
async function lu(fichier: File, lireHtml: (html: string) => Bloc[]): Promise<Recu> {
  if (fichier.size > OCTETS) throw new Refus("il est trop grand");
  const parties = partiesXml(new Uint8Array(await fichier.arrayBuffer()));
  // What it is, by what it holds: a name proves nothing.
  const format = parties["content.xml"] ? "odt" : "docx";
  const html = format === "odt" ? (await import("./odt-lire")).lireOdt(parties) : await (await import("./docx-lire")).lireDocx(parties);
  return { nom: fichier.name, blocs: lireHtml(html), restes: restesDe(parties, format), origine: origineDe(parties) };
}

/** A file of a word processor, shown before it takes the place of the text, and taken back afterwards if need be. */
export function Import({ actuel, bases, lireHtml, remplacer }: Props) {
  const id = useId();
  const champ = useRef<HTMLInputElement>(null);
  const [recu, setRecu] = useState<Recu>();
  const [base, setBase] = useState(bases.version);
  const [refus, setRefus] = useState<string>();

  const ouvrir = async (fichier: File | undefined) => {
    if (champ.current) champ.current.value = "";
    if (!fichier) return;
    setRecu(undefined);
    setRefus(undefined);
    try {
      const fait = await lu(fichier, lireHtml);
      const connue = fait.origine?.papier === bases.papier && fait.origine.version <= bases.derniere;
      setBase(connue && fait.origine ? fait.origine.version : bases.version);
      setRecu(fait);
    } catch (cause) {
      const pourquoi = cause instanceof Refus ? `${INSECABLE}: ${cause.message}` : "";
      setRefus(`${fichier.name} ne se lit pas${pourquoi}. Choisissez un document DOCX ou ODT, sans mot de passe ni macro, de 20${INSECABLE}Mo au plus.`);
    }
  };
  const fermer = (dit: string) => {
    setRecu(undefined);
    annoncer(dit);
    donnerFoyer(champ.current);
  };
  const prendre = (pris: Recu) => {
    setRecu({ ...pris, avant: { blocs: actuel, version: bases.version } });
    bases.reposer(base);
    remplacer(pris.blocs);
    annoncer(`Le texte est remplacé par ${pris.nom}.`);
    donnerFoyer(champ.current);
  };
  const revenir = ({ blocs, version }: NonNullable<Recu["avant"]>) => {
    // What was saved since is what the former text now rests on; nothing was where the save was refused.
    bases.reposer(Math.max(version, bases.version));
    remplacer(blocs);
    fermer("Le texte d’avant est revenu.");
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
            {recu.nom}, tel qu’il remplacera le texte.
            {recu.restes.length === 0 && " Tout ce qu’il contient est repris."}
          </p>
          {recu.restes.length > 0 && (
            <>
              <p className="fr-mb-1v">À savoir, de ce qu’il contient{INSECABLE}:</p>
              <ul aria-label="Ce qui n’est pas repris tel quel">
                {recu.restes.map(({ quoi, sort }) => (
                  <li key={quoi}>
                    {quoi}
                    {INSECABLE}: {sort}
                  </li>
                ))}
              </ul>
            </>
          )}
          <Select
            label="Version dont part ce document"
            hint={indication(recu, bases, base)}
            nativeSelectProps={{ value: base, onChange: (e) => setBase(Number(e.target.value)) }}
          >
            {Array.from({ length: bases.derniere }, (_, rang) => bases.derniere - rang).map((une) => (
              <option key={une} value={une}>
                {une === bases.derniere ? `${une} (la dernière)` : une}
              </option>
            ))}
          </Select>
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
              onClick={() => recu.avant && revenir(recu.avant)}
            >
              Revenir au texte d’avant
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

/** Which version the file names, and what comes of the one that is chosen. */
function indication({ origine }: Recu, { papier, derniere }: Bases, base: number): string {
  if (base < derniere) return `La version ${derniere} est venue depuis${INSECABLE}: elle ne sera pas écrasée, vous choisirez après l’avoir comparée.`;
  if (origine && origine.papier !== papier) return "Le document vient d’un autre papier.";
  return origine ? "" : "Le document ne la dit pas. Si vous l’avez exporté plus tôt, choisissez la version d’alors.";
}
