import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { referentiel } from "../../api/requetes";
import type { JeuDeRegles, RegleOrientation } from "../../api/types";
import { Button } from "../../composants/bouton";
import { dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { useNomDActeur } from "../versions/acteur";
import { type Difference, differences, nomDe, part } from "./mots";

const GENRES: Record<Difference["genre"], string> = { ajoutee: "Ajoutée", retiree: "Retirée", changee: "Changée" };

interface Props {
  jeu: JeuDeRegles;
  /** Writes a version again from an earlier one; none for who does not write. */
  reprendre?: (regles: RegleOrientation[]) => void;
}

/** Every version, by whom and why, and what it changed; every putting in force. */
export function HistoriqueRegles({ jeu, reprendre }: Props) {
  const nom = useNomDActeur();
  const { data: ref } = useQuery(referentiel);
  const procedure = (code: string) => ref?.procedures.find((une) => une.code === code)?.label ?? code;
  return (
    <section className="greffe-section" aria-labelledby="titre-historique-regles">
      <h2 id="titre-historique-regles" className="fr-h5">
        Historique
      </h2>
      <ul className="greffe-echeances">
        {jeu.versions.map((une, rang) => {
          const precedente = jeu.versions.find(({ version }) => version === une.version - 1);
          return (
            <li key={une.version} data-version-regles={une.version}>
              <div className="greffe-echeances__ligne">
                <strong>Version {une.version}</strong>
                {jeu.set.in_force === une.version && (
                  <Badge as="span" small severity="success" noIcon>
                    En vigueur
                  </Badge>
                )}
                <span className="greffe-mention">
                  {une.recorded_at ? `${dateLongue(une.recorded_at)}, ` : ""}
                  {nom(une.actor)}
                </span>
                {reprendre && rang > 0 && (
                  <Button size="small" priority="tertiary" onClick={() => reprendre(une.rules)}>
                    Reprendre<span className="fr-sr-only"> la version {une.version}</span>
                  </Button>
                )}
              </div>
              <p className="fr-mb-1v">{une.reason}</p>
              {precedente ? (
                <Changements changements={differences(precedente.rules, une.rules, procedure, nomDe(jeu.targets))} />
              ) : (
                <p className="greffe-mention fr-mb-0">{une.version === 1 ? pluriel(une.rules.length, "règle") : "La version précédente n’est plus à l’écran."}</p>
              )}
            </li>
          );
        })}
      </ul>
      {jeu.history.length > 0 && (
        // Nothing in it takes the focus: the region does, so that one can scroll it by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="greffe-table" role="region" aria-label="Mises en vigueur" tabIndex={0}>
          <table>
            <caption>{pluriel(jeu.history.length, "mise en vigueur", "mises en vigueur")}</caption>
            <thead>
              <tr>
                <th scope="col">Depuis</th>
                <th scope="col">Version</th>
                <th scope="col">Décidée par</th>
                <th scope="col">Motif</th>
                <th scope="col">Au vu de</th>
              </tr>
            </thead>
            <tbody>
              {jeu.history.map(({ seq, since, version, actor, reason, tried }) => (
                <tr key={seq} data-mise-regles={seq}>
                  <th scope="row">{since ? dateLongue(since) : "Date inconnue"}</th>
                  <td>{version}</td>
                  <td>{nom(actor)}</td>
                  <td>{reason}</td>
                  <td>
                    {tried
                      ? `${pluriel(tried.cases, "dossier")}, ${pluriel(tried.decided, "orienté")}${tried.comparable ? `, ${part(tried.agreed, tried.decided)} d’accord` : ""}`
                      : "—"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Changements({ changements }: { changements: Difference[] }) {
  if (changements.length === 0) return <p className="greffe-mention fr-mb-0">Les mêmes règles que la version précédente.</p>;
  return (
    <ul className="greffe-mention">
      {changements.map(({ rule_id, label, genre, champs }) => (
        <li key={rule_id}>
          {GENRES[genre]}
          {INSECABLE}: {label}
          {champs.length > 0 && (
            <ul>
              {champs.map(({ nom, avant, apres }) => (
                <li key={nom}>
                  {nom}
                  {INSECABLE}: {avant || "rien"} → {apres || "rien"}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
