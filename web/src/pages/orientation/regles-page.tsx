import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { jeuDeRegles, jeuxDeRegles, referentiel } from "../../api/requetes";
import type { JeuDeRegles, RegleOrientation, VersionRegles } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue, INSECABLE, majuscule, pluriel } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { useNomDActeur } from "../versions/acteur";
import { Edition } from "./edition";
import { EssaiDeRegles } from "./essai";
import { HistoriqueRegles } from "./historique";
import { conditionsEnMots, joursEnMots, nomDe } from "./mots";

/** The rules by which a chamber and a circuit are suggested; the set stands in the address. */
export function ReglesOrientationPage() {
  const { ressort } = useSearch({ from: "/orientation" });
  const naviguer = useNavigate({ from: "/orientation" });
  const { data, error, refetch } = useQuery(jeuxDeRegles);
  const choisi = ressort ?? data?.items.find(({ may_edit }) => may_edit)?.remit ?? "entre_chambres";
  return (
    <>
      <TitrePage titre="Règles d’orientation" />
      <p>
        La première règle qui s’applique à un dossier suggère une chambre, ou un circuit dans sa chambre, et dit pourquoi. Elle ne décide
        rien{INSECABLE}: qui propose la chambre, et qui fixe le circuit, reste libre.
      </p>
      {error && !data ? (
        <ErreurSection quoi="Les règles d’orientation" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="les règles d’orientation" />
      ) : (
        <>
          <div className="greffe-filtres" role="search" aria-label="Jeu de règles">
            <Select
              label="Règles"
              nativeSelectProps={{ value: choisi, onChange: (e) => void naviguer({ search: { ressort: e.target.value }, replace: true }) }}
            >
              {data.items.map(({ remit, label, rules }) => (
                <option key={remit} value={remit}>
                  {majuscule(label)} ({pluriel(rules, "règle")})
                </option>
              ))}
            </Select>
          </div>
          <Jeu key={choisi} ressort={choisi} />
        </>
      )}
    </>
  );
}

function Jeu({ ressort }: { ressort: string }) {
  const { data, error, refetch } = useQuery(jeuDeRegles(ressort));
  const [saisie, setSaisie] = useState<RegleOrientation[]>();
  if (error && !data) return <ErreurSection quoi="Ce jeu de règles" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les règles" />;
  const derniere = data.versions[0];
  if (saisie) return <Edition jeu={data} depart={saisie} fermer={() => setSaisie(undefined)} />;
  return (
    <>
      <Regles jeu={data} version={derniere} />
      {data.set.may_edit && (
        <div className="greffe-actions fr-mb-3w">
          <Button size="small" onClick={() => setSaisie(derniere?.rules ?? [])}>
            {derniere ? "Modifier les règles" : "Écrire les premières règles"}
          </Button>
        </div>
      )}
      {derniere && <EssaiDeRegles jeu={data} />}
      {derniere && <HistoriqueRegles jeu={data} reprendre={data.set.may_edit ? setSaisie : undefined} />}
    </>
  );
}

/** What is suggested where no rule is written; in a civil chamber, its dossiers say its circuit. */
const SANS_REGLES: Record<string, string> = {
  entre_chambres: "la chambre est suggérée par les seuls dossiers déjà attribués",
  crim: "aucun circuit n’est suggéré dans cette chambre",
};

function Regles({ jeu: { set, targets }, version }: { jeu: JeuDeRegles; version: VersionRegles | undefined }) {
  const nom = useNomDActeur();
  const { data: ref } = useQuery(referentiel);
  const procedure = (code: string) => ref?.procedures.find((une) => une.code === code)?.label ?? code;
  const destination = nomDe(targets);
  if (!version) {
    return (
      <p className="greffe-vide">
        Aucune règle n’est écrite{INSECABLE}: {SANS_REGLES[set.remit] ?? "le circuit est suggéré par les seuls dossiers de la chambre qui en ont un"}.
      </p>
    );
  }
  const enVigueur = set.in_force === version.version;
  return (
    <section className="greffe-section" aria-labelledby="titre-regles">
      <h2 id="titre-regles" className="fr-h5">
        Version {version.version}{" "}
        <Badge as="span" small severity={enVigueur ? "success" : "new"} noIcon>
          {enVigueur ? "En vigueur" : "Pas encore en vigueur"}
        </Badge>
      </h2>
      <p className="greffe-mention">
        Écrite {version.recorded_at ? dateLongue(version.recorded_at) : ""} par {nom(version.actor)}
        {INSECABLE}: {version.reason}
        {!enVigueur && (set.in_force ? ` La version ${set.in_force} est en vigueur.` : " Aucune version n’est en vigueur.")}
      </p>
      {version.rules.length === 0 ? (
        <p className="greffe-vide">Cette version ne porte aucune règle.</p>
      ) : (
        // Nothing in it takes the focus: the region does, so that one can scroll it by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="greffe-table" role="region" aria-label="Règles de cette version" tabIndex={0}>
          <table>
            <caption>{pluriel(version.rules.length, "règle")}, dans l’ordre où elles sont regardées</caption>
            <thead>
              <tr>
                <th scope="col" className="greffe-nombre">
                  Rang
                </th>
                <th scope="col">Règle</th>
                <th scope="col">Si</th>
                <th scope="col">Suggère</th>
                <th scope="col">Jours</th>
                <th scope="col">Écrite par</th>
              </tr>
            </thead>
            <tbody>
              {version.rules
                .map((regle, place) => ({ regle, place }))
                .sort((a, b) => a.regle.priority - b.regle.priority || a.place - b.place)
                .map(({ regle }) => (
                  <tr key={regle.rule_id} data-regle={regle.rule_id}>
                    <td className="greffe-nombre">{regle.priority}</td>
                    <th scope="row">
                      {regle.label}
                      <p className="greffe-mention fr-mb-0">{regle.reason}</p>
                    </th>
                    <td>
                      <ul className="fr-m-0">
                        {conditionsEnMots(regle.when, procedure).map((une) => (
                          <li key={une}>{une}</li>
                        ))}
                      </ul>
                    </td>
                    <td>{majuscule(destination(regle.target))}</td>
                    <td>{joursEnMots(regle)}</td>
                    <td>
                      {nom(regle.author)}, le {date(regle.written_on)}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
      {set.remit !== "entre_chambres" && (
        <ul className="greffe-mention">
          {targets.map(({ code, label, decided_by }) => (
            <li key={code}>
              {majuscule(label)}
              {INSECABLE}: décide {decided_by}.
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
