import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { cour } from "../../api/requetes";
import type { ActeSurLaCour, Cour, UniteDeLaCour } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, dateLongue, INSECABLE, majuscule, pluriel } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { TitrePage } from "../../composants/titre-page";
import { useNomDActeur } from "../versions/acteur";
import { AnnulerActe, InscrireActe } from "./acte";
import { acteEnMots, depuisQuand } from "./mots";

/** The chambers and sections of the Court on a day, and the acts that made them; the day stands in the address. */
export function CourPage() {
  const adresse = useSearch({ from: "/cour" });
  const naviguer = useNavigate({ from: "/cour" });
  const jour = adresse.jour ?? aujourdhui();
  const connu = adresse.connu ?? aujourdhui();
  const { data, error, refetch } = useQuery(cour(jour, connu));
  return (
    <>
      <TitrePage titre="La Cour" />
      <p>
        Chaque chambre et chaque section existe d’un jour à un autre, par un acte. Rien ne s’efface{INSECABLE}: une erreur s’annule par un autre acte.
      </p>
      <div className="greffe-filtres" role="search" aria-label="Jour">
        <Jour label="La Cour le" valeur={jour} changer={(valeur) => void naviguer({ search: { ...adresse, jour: valeur || undefined } })} />
        <Jour label="Telle que connue le" valeur={connu} changer={(valeur) => void naviguer({ search: { ...adresse, connu: valeur || undefined } })} />
      </div>
      {error && !data ? (
        <ErreurSection quoi="La Cour" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="la Cour" />
      ) : (
        <>
          <Chambres lue={data} jour={jour} />
          <Actes lue={data} connus={connu === aujourdhui()} />
        </>
      )}
    </>
  );
}

const nommer =
  (unites: UniteDeLaCour[]) =>
  (code: string): string =>
    unites.find((une) => une.code === code)?.label ?? code;

function Chambres({ lue, jour }: { lue: Cour; jour: string }) {
  const nom = nommer(lue.chambres);
  return (
    <div className="greffe-table">
      <table>
        <caption>{pluriel(lue.chambres.length, "chambre")}</caption>
        <thead>
          <tr>
            <th scope="col">Chambre</th>
            <th scope="col">État</th>
            <th scope="col">Sections</th>
            {lue.may_change && (
              <th scope="col" className="greffe-nombre">
                Dossiers en attente
              </th>
            )}
            <th scope="col">Qui y siège</th>
          </tr>
        </thead>
        <tbody>
          {lue.chambres.map((chambre) => (
            <tr key={chambre.code} data-chambre={chambre.code}>
              <th scope="row">{majuscule(chambre.label)}</th>
              <td>{depuisQuand(chambre, nom)}</td>
              <td>
                {chambre.sections.length === 0 && "—"}
                {chambre.sections.map((section) => (
                  <div key={section.code}>
                    {section.label} <span className="greffe-mention">({depuisQuand(section, nommer(chambre.sections)).toLocaleLowerCase("fr")})</span>
                  </div>
                ))}
              </td>
              {lue.may_change && (
                <td className="greffe-nombre">
                  <Link to="/dossiers" search={{ chambre: chambre.code }}>
                    {(chambre.burden?.waiting ?? 0).toLocaleString("fr-FR")}
                    <span className="fr-sr-only"> dans la {chambre.label}</span>
                  </Link>
                </td>
              )}
              <td>
                <Link to="/magistrats" search={{ chambre: chambre.code, jour }}>
                  Magistrats le {date(jour)}
                  <span className="fr-sr-only"> dans la {chambre.label}</span>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Actes({ lue, connus }: { lue: Cour; connus: boolean }) {
  const [annule, setAnnule] = useState<ActeSurLaCour>();
  const acteur = useNomDActeur();
  const nom = nommer(lue.chambres);
  // What is known of another day is read, and rests on what came since.
  const modifiable = lue.may_change && connus;
  return (
    <>
      {modifiable && !annule && <InscrireActe key={lue.version} lue={lue} />}
      {modifiable && annule && <AnnulerActe lue={lue} acte={annule} fermer={() => setAnnule(undefined)} />}
      <section className="greffe-section" aria-labelledby="titre-actes">
        <h2 id="titre-actes" className="fr-h5">
          Actes
        </h2>
        {lue.acts.length === 0 ? (
          <p className="greffe-vide">Aucun acte n’est inscrit{INSECABLE}: la Cour est celle de son profil.</p>
        ) : (
          <ul>
            {lue.acts.map((acte) => (
              <li key={acte.version} data-acte={acte.version}>
                N°{INSECABLE}
                {acte.version}. {acteEnMots(acte, nom)}
                {acte.day && `, à compter du ${dateLongue(acte.day)}`}
                {acte.withdrawn_by && ` (annulé par l’acte n°${INSECABLE}${acte.withdrawn_by})`}
                <span className="greffe-mention">
                  {" "}
                  {acte.reason} — {acteur(acte.recorded_by)}, le {date(acte.recorded_at)}
                </span>{" "}
                {modifiable && acte.kind !== "annulee" && !acte.withdrawn_by && (
                  <Button size="small" priority="tertiary no outline" onClick={() => setAnnule(acte)}>
                    Annuler<span className="fr-sr-only"> l’acte n°{acte.version}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
