import { Input } from "@codegouvfr/react-dsfr/Input";
import { useRef, useState } from "react";
import { annoncer } from "./annonces";
import { Button } from "./bouton";
import { libelle, pluriel } from "./formats";
import { lireParties, type PartieLue } from "./lire-parties";

/** Lines shown before they are added: a list of hundreds is checked in its spreadsheet. */
const MONTREES = 100;

interface Props {
  /** Qualities that the page takes: `demandeur`, `defendeur`, `intervenant`. */
  qualites: string[];
  /** How many parties the page can still take. */
  place: number;
  ajouter: (parties: PartieLue[]) => void;
}

/** A list of parties, one a line, shown as it is read before any of it is added. */
export function CollerParties({ qualites, place, ajouter }: Props) {
  const [ouvert, setOuvert] = useState(false);
  const [texte, setTexte] = useState("");
  const bascule = useRef<HTMLButtonElement>(null);
  const { parties, fautes } = lireParties(texte, qualites, place);
  const finir = () => {
    ajouter(parties);
    annoncer(`${pluriel(parties.length, "partie ajoutée", "parties ajoutées")} au formulaire.`);
    // What had the focus goes; a block that comes may take it further.
    bascule.current?.focus();
    setTexte("");
    setOuvert(false);
  };
  const lues = parties.length === 0 ? "Aucune partie n’est lue pour l’instant." : `${pluriel(parties.length, "partie lue", "parties lues")}.`;
  return (
    <div className="fr-mb-4w">
      <Button
        priority="secondary"
        size="small"
        iconId="fr-icon-clipboard-line"
        ref={bascule}
        onClick={() => setOuvert(!ouvert)}
        nativeButtonProps={{ "aria-expanded": ouvert }}
      >
        Coller une liste
      </Button>
      {ouvert && (
        <div className="greffe-bloc fr-mt-2w" role="group" aria-label="Liste de parties à coller">
          <Input
            textArea
            label="Parties, une par ligne"
            hintText={`Dans l’ordre, séparés par des points-virgules : nom, prénoms, qualité (${qualites.map((code) => libelle(code).toLocaleLowerCase("fr")).join(", ")}), nature, adresse, résidence. Les colonnes d’un tableur se collent telles quelles. Sans nature, une personne physique ; sans résidence, une résidence inconnue. Encore ${pluriel(place, "partie")} au plus.`}
            nativeTextAreaProps={{ rows: 8, value: texte, autoComplete: "off", onChange: (e) => setTexte(e.target.value) }}
          />
          <p className="greffe-mention" role="status">
            {lues} {fautes.length > 0 && `${pluriel(fautes.length, "ligne à corriger", "lignes à corriger")}.`}
          </p>
          {fautes.length > 0 && (
            <div className="greffe-table">
              <table>
                <caption>Lignes à corriger</caption>
                <thead>
                  <tr>
                    <th scope="col" className="greffe-nombre">
                      Ligne
                    </th>
                    <th scope="col">Pourquoi</th>
                    <th scope="col">Remède</th>
                  </tr>
                </thead>
                <tbody>
                  {fautes.slice(0, MONTREES).map(({ numero, cause, remede }) => (
                    <tr key={numero}>
                      <th scope="row" className="greffe-nombre">
                        {numero}
                      </th>
                      <td>{cause}</td>
                      <td>{remede}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {parties.length > 0 && (
            <div className="greffe-table">
              <table>
                <caption>Parties lues{parties.length > MONTREES && `, les ${MONTREES} premières`}</caption>
                <thead>
                  <tr>
                    <th scope="col">Nom</th>
                    <th scope="col">Qualité</th>
                    <th scope="col">Nature</th>
                    <th scope="col">Adresse</th>
                    <th scope="col">Résidence</th>
                  </tr>
                </thead>
                <tbody>
                  {parties.slice(0, MONTREES).map(({ nom, prenoms, qualite, nature, adresse, residence }, rang) => (
                    <tr key={rang}>
                      <th scope="row">{[prenoms, nom].filter(Boolean).join(" ")}</th>
                      <td>{libelle(qualite)}</td>
                      <td>{libelle(nature)}</td>
                      <td>{adresse || "—"}</td>
                      <td>{libelle(residence)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Button size="small" disabled={parties.length === 0 || fautes.length > 0} onClick={finir}>
            {parties.length === 0 ? "Ajouter les parties lues" : `Ajouter ${pluriel(parties.length, "partie")}`}
          </Button>
        </div>
      )}
    </div>
  );
}
